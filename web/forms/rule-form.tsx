import { NumberInput, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newScheduleRule } from "../../src/supply/schemas.ts";
import { client } from "../api/client.ts";
import type { ScheduleRule } from "../api/types.ts";
import { DateField } from "../parts/date-field.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { ImpactStep } from "../supply/impact-step.tsx";
import { useImpact } from "../supply/use-impact.ts";
import { useSaved } from "../supply/use-saved.ts";
import { BreakFields } from "./break-fields.tsx";
import { FormFooter } from "./form-footer.tsx";
import { advancedBody, advancedValues, RuleAdvancedFields } from "./rule-advanced-fields.tsx";
import { useVerbForm } from "./verb-form.ts";

interface RuleFormProps {
  resourceId: string;
  rule: ScheduleRule | null;
  /** What a new window starts with. */
  drawn?: Partial<Pick<ScheduleRule, "weekday" | "start_local" | "end_local">> | undefined;
  done: () => void;
  onDelete: () => void;
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** One weekly working window: a weekday, wall-clock times, and its breaks. */
export function RuleForm({ resourceId, rule, drawn, done, onDelete }: RuleFormProps) {
  const { id: clinicId } = useClinic();
  const { clinics, formats } = useDesk();
  const { t } = useTranslation();
  const saved = useSaved(done);
  const zoneOf = (id: string) => clinics.find((clinic) => clinic.id === id)?.timezone ?? rule?.timezone;
  const { weigh, asked } = useImpact({
    preview: ({ resource_id, ...body }: Body) =>
      rule
        ? client.preview.changeScheduleRule(rule.id, body, rule.version)
        : client.preview.createScheduleRule({ resource_id, ...body }),
    save: ({ resource_id, ...body }: Body) =>
      saved(
        rule
          ? client.changeScheduleRule(rule.id, body, rule.version)
          : client.createScheduleRule({ resource_id, ...body }),
      ),
  });
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: {
      clinic_id: rule?.clinic_id ?? clinicId,
      weekday: String(rule?.weekday ?? drawn?.weekday ?? 1),
      start_local: rule?.start_local ?? drawn?.start_local ?? "09:00",
      end_local: rule?.end_local ?? drawn?.end_local ?? "17:00",
      slot_minutes: rule?.slot_minutes ?? 20,
      valid_from: rule?.valid_from ?? null,
      valid_to: rule?.valid_to ?? null,
      breaks: (rule?.breaks ?? []).map((pause) => ({ ...pause, label: pause.label ?? "" })),
      ...advancedValues(rule, rule ? zoneOf(rule.clinic_id) : undefined),
    },
    schema: newScheduleRule,
    bodyOf: (typed) => ({
      ...typed,
      ...advancedBody(typed, zoneOf(typed.clinic_id)),
      resource_id: resourceId,
      weekday: Number(typed.weekday),
      breaks: typed.breaks.map(({ label, ...pause }) => ({ ...pause, ...(label.trim() && { label }) })),
    }),
    send: weigh,
    done: () => undefined,
  });
  if (asked) return <ImpactStep {...asked} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <SimpleGrid cols={2} spacing="sm">
          <Select
            label={t("hours.weekday")}
            data={weekdays.map((day) => ({ value: String(day), label: formats.weekday(day) }))}
            {...form.getInputProps("weekday")}
          />
          <Select
            label={t("shell.clinic")}
            data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps("clinic_id")}
          />
          <TextInput type="time" label={t("hours.from")} required {...form.getInputProps("start_local")} />
          <TextInput type="time" label={t("hours.to")} required {...form.getInputProps("end_local")} />
          <DateField label={t("hours.validFrom")} {...form.getInputProps("valid_from")} />
          <DateField label={t("hours.validTo")} {...form.getInputProps("valid_to")} />
          <NumberInput label={t("hours.slotMinutes")} min={1} {...form.getInputProps("slot_minutes")} />
          <TextInput label={t("record.name")} {...form.getInputProps("label")} />
        </SimpleGrid>
        <BreakFields form={form} />
        <RuleAdvancedFields form={form} startsOpen={isSpecial(rule)} />
        <FormFooter
          failure={failure}
          sending={sending}
          submitLabel={t("impact.see")}
          onCancel={done}
          onDelete={rule ? onDelete : undefined}
        />
      </Stack>
    </form>
  );
}

type Body = Parameters<typeof client.createScheduleRule>[0];

const isSpecial = (rule: ScheduleRule | null): boolean =>
  rule !== null &&
  Boolean(rule.priority || rule.service_id || rule.room_id || rule.buffer_before_minutes || rule.buffer_after_minutes);
