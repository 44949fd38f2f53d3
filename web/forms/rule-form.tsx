import { NumberInput, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newScheduleRule } from "../../src/supply/schemas.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { ScheduleRule } from "../api/types.ts";
import { DateField } from "../parts/date-field.tsx";
import { tellDone } from "../parts/notify.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { BreakFields } from "./break-fields.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface RuleFormProps {
  resourceId: string;
  rule: ScheduleRule | null;
  done: () => void;
}

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** One weekly working window: a weekday, wall-clock times, and its breaks. */
export function RuleForm({ resourceId, rule, done }: RuleFormProps) {
  const { id: clinicId } = useClinic();
  const { clinics, formats } = useDesk();
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: {
      clinic_id: rule?.clinic_id ?? clinicId,
      weekday: String(rule?.weekday ?? 1),
      start_local: rule?.start_local ?? "09:00",
      end_local: rule?.end_local ?? "17:00",
      slot_minutes: rule?.slot_minutes ?? 20,
      valid_from: rule?.valid_from ?? null,
      valid_to: rule?.valid_to ?? null,
      breaks: (rule?.breaks ?? []).map((pause) => ({ ...pause, label: pause.label ?? "" })),
    },
    schema: newScheduleRule,
    bodyOf: (typed) => ({
      ...typed,
      resource_id: resourceId,
      weekday: Number(typed.weekday),
      breaks: typed.breaks.map(({ label, ...pause }) => ({ ...pause, ...(label.trim() && { label }) })),
    }),
    send: ({ resource_id, ...body }) =>
      rule
        ? client.changeScheduleRule(rule.id, body, rule.version)
        : client.createScheduleRule({ resource_id, ...body }),
    done: () => {
      void refresh(areas.setup, areas.calendar, areas.availability);
      tellDone(t("state.saved"));
      done();
    },
  });
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
        </SimpleGrid>
        <BreakFields form={form} />
        <FormFooter failure={failure} sending={sending} submitLabel={t("action.save")} onCancel={done} />
      </Stack>
    </form>
  );
}
