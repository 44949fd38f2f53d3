import { ActionIcon, Button, Fieldset, Select, Stack, Text, TextInput } from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";
import { weekOf } from "../text/formats.ts";
import { emptyPattern, type WishesForm } from "./wishes-values.ts";
import "./pattern-fields.css";

interface PatternFieldsProps {
  form: WishesForm;
  practitioners: { value: string; label: string }[];
}

/** What a pattern may weigh; what another program has sent is shown as its number. */
const weights = [100, 50, 20] as const;
const most = 20;

/** Wished times: alternatives, of which a session is to meet the heaviest that it can. */
export function PatternFields({ form, practitioners }: PatternFieldsProps) {
  const { t } = useTranslation();
  const { patterns } = form.values;
  return (
    <Fieldset legend={t("wishes.patterns")}>
      <Stack gap="sm">
        {patterns.length > 1 && (
          <Text size="sm" c="var(--quiet-text)">
            {t("wishes.patternsHint")}
          </Text>
        )}
        {patterns.map((_, index) => (
          <PatternRow key={index} form={form} index={index} practitioners={practitioners} />
        ))}
        {patterns.length < most && (
          <Button
            variant="default"
            className="self-start"
            leftSection={<Plus size={16} aria-hidden />}
            onClick={() => form.addPattern(emptyPattern)}
          >
            {t("wishes.addPattern")}
          </Button>
        )}
      </Stack>
    </Fieldset>
  );
}

function PatternRow({ form, index, practitioners }: PatternFieldsProps & { index: number }) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const input = (field: string) => form.input(`patterns.${index}.${field}`);
  const { firstDay } = weekOf(formats.locale);
  const weekdays = [0, 1, 2, 3, 4, 5, 6].map((day) => ((firstDay - 1 + day) % 7) + 1);
  const number = formats.number(index + 1);
  return (
    <div className="pattern-row" role="group" aria-label={t("wishes.pattern", { number })}>
      <Select
        label={t("hours.weekday")}
        placeholder={t("wishes.anyDay")}
        clearable
        data={weekdays.map((day) => ({ value: String(day), label: formats.weekday(day) }))}
        {...input("weekday")}
      />
      <TextInput type="time" label={t("wishes.at")} {...input("start_local")} />
      <TextInput type="time" label={t("wishes.until")} {...input("end_local")} />
      <Select
        label={t("wishes.with")}
        placeholder={t("booking.anyPractitioner")}
        clearable
        searchable
        data={practitioners}
        {...input("practitioner_id")}
      />
      <WeightField {...input("weight")} />
      <ActionIcon
        variant="default"
        size={40}
        aria-label={t("wishes.removePattern", { number })}
        onClick={() => form.removePattern(index)}
      >
        <Trash2 size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}

interface WeightFieldProps {
  value?: number | "";
  onChange?: (weight: number) => void;
}

function WeightField({ value, onChange, ...rest }: WeightFieldProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const known = weights.map((weight) => ({ value: String(weight), label: t(`wishes.weights.${weight}`) }));
  const own = typeof value === "number" && !weights.some((weight) => weight === value) ? value : null;
  return (
    <Select
      label={t("wishes.weight")}
      data={own === null ? known : [...known, { value: String(own), label: formats.number(own) }]}
      {...rest}
      value={String(value ?? 100)}
      onChange={(chosen) => onChange?.(Number(chosen))}
    />
  );
}
