import { Chip, Group, Input, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SessionRule } from "../api/types.ts";
import { DateField } from "../parts/date-field.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { ImpactStep } from "../supply/impact-step.tsx";
import { useImpact } from "../supply/use-impact.ts";
import { useSaved } from "../supply/use-saved.ts";
import { weekOf } from "../text/formats.ts";
import { FormFooter } from "./form-footer.tsx";
import { SessionFields } from "./session-fields.tsx";
import { saveSessionRule, type SessionRuleWish, sessionRuleWish, weighSessionRule } from "./session-rule-steps.ts";
import { shapeBody, shapeValues } from "./session-shape.ts";
import { StatusField } from "./status-field.tsx";
import { useVerbForm } from "./verb-form.ts";

interface SessionRuleFormProps {
  rule: SessionRule | null;
  done: () => void;
}

/** A weekly session: so many beds for one service, at the same time of each week. */
export function SessionRuleForm({ rule, done }: SessionRuleFormProps) {
  const { id: clinicId } = useClinic();
  const { formats } = useDesk();
  const { t } = useTranslation();
  const saved = useSaved(done);
  const { weigh, asked } = useImpact({
    preview: (wish: SessionRuleWish) => weighSessionRule(rule, wish),
    save: async (wish: SessionRuleWish): Promise<void> => {
      const left = wish.weekdays.filter((weekday) => form.values.weekdays.includes(String(weekday)));
      const made = (weekday: number) =>
        form.setFieldValue("weekdays", (days) => days.filter((day) => day !== String(weekday)));
      await saved(saveSessionRule(rule, { ...wish, weekdays: left }, made));
    },
  });
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: {
      ...shapeValues(rule),
      weekdays: rule ? [String(rule.weekday)] : [],
      start_local: rule?.start_local ?? "08:00",
      end_local: rule?.end_local ?? "12:00",
      valid_from: rule?.valid_from ?? null,
      valid_to: rule?.valid_to ?? null,
      status: rule?.status ?? "active",
    },
    schema: sessionRuleWish,
    bodyOf: ({ weekdays, ...typed }) => ({
      ...typed,
      ...shapeBody(typed),
      clinic_id: rule?.clinic_id ?? clinicId,
      weekdays: weekdays.map(Number),
    }),
    send: weigh,
    done: () => undefined,
  });
  const { firstDay } = weekOf(formats.locale);
  const days = Array.from({ length: 7 }, (_, index) => ((firstDay - 1 + index) % 7) + 1);
  if (asked) return <ImpactStep {...asked} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <SessionFields form={form} isNew={rule === null} />
        {rule ? (
          <Select
            label={t("hours.weekday")}
            data={days.map((day) => ({ value: String(day), label: formats.weekday(day) }))}
            value={form.values.weekdays[0] ?? null}
            onChange={(day) => day && form.setFieldValue("weekdays", [day])}
            error={form.errors.weekday}
          />
        ) : (
          <Input.Wrapper label={t("weekly.weekdays")} required labelElement="div" error={form.errors.weekdays}>
            <Chip.Group multiple {...form.getInputProps("weekdays")}>
              <Group gap={6} role="group" aria-label={t("weekly.weekdays")}>
                {days.map((day) => (
                  <Chip key={day} value={String(day)}>
                    {formats.weekday(day)}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </Input.Wrapper>
        )}
        <SimpleGrid cols={2} spacing="sm">
          <TextInput type="time" label={t("hours.from")} required {...form.getInputProps("start_local")} />
          <TextInput type="time" label={t("hours.to")} required {...form.getInputProps("end_local")} />
          <DateField label={t("hours.validFrom")} {...form.getInputProps("valid_from")} />
          <DateField label={t("hours.validTo")} {...form.getInputProps("valid_to")} />
        </SimpleGrid>
        {rule && <StatusField {...form.getInputProps("status")} />}
        <FormFooter failure={failure} sending={sending} submitLabel={t("impact.see")} onCancel={done} />
      </Stack>
    </form>
  );
}
