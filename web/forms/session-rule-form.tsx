import { Chip, Group, Input, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newSessionRule, sessionRuleChange } from "../../src/supply/sessions/session-schemas.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { SessionRule } from "../api/types.ts";
import { DateField } from "../parts/date-field.tsx";
import { tellDone } from "../parts/notify.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { weekOf } from "../text/formats.ts";
import { FormFooter } from "./form-footer.tsx";
import { SessionFields } from "./session-fields.tsx";
import { shapeBody, shapeValues } from "./session-shape.ts";
import { StatusField } from "./status-field.tsx";
import { useVerbForm } from "./verb-form.ts";

interface SessionRuleFormProps {
  rule: SessionRule | null;
  done: () => void;
}

/** One day's is changed at a time; a new one may be made for several weekdays at once. */
const schema = newSessionRule
  .omit({ weekday: true })
  .extend({ weekdays: newSessionRule.shape.weekday.array().min(1), status: sessionRuleChange.shape.status });

/** A weekly session: so many beds for one service, at the same time of each week. */
export function SessionRuleForm({ rule, done }: SessionRuleFormProps) {
  const { id: clinicId } = useClinic();
  const { formats } = useDesk();
  const { t } = useTranslation();
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
    schema,
    bodyOf: ({ weekdays, ...typed }) => ({
      ...typed,
      ...shapeBody(typed),
      clinic_id: rule?.clinic_id ?? clinicId,
      weekdays: weekdays.map(Number),
    }),
    send: async ({ weekdays, status, clinic_id, service_id, ...body }) => {
      if (rule) await client.changeSessionRule(rule.id, { ...body, weekday: weekdays[0], status }, rule.version);
      for (const [index, weekday] of rule ? [] : weekdays.entries()) {
        await client.createSessionRule({ clinic_id, service_id, ...body, weekday });
        // What is made is not made again when a later day is refused.
        form.setFieldValue("weekdays", weekdays.slice(index + 1).map(String));
      }
    },
    done: () => {
      void refresh(areas.sessions, areas.setup, areas.availability, areas.calendar);
      tellDone(t("state.saved"));
      done();
    },
  });
  const { firstDay } = weekOf(formats.locale);
  const days = Array.from({ length: 7 }, (_, index) => ((firstDay - 1 + index) % 7) + 1);
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
        <FormFooter failure={failure} sending={sending} submitLabel={t("action.save")} onCancel={done} />
      </Stack>
    </form>
  );
}
