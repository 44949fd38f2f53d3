import { SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newSession } from "../../src/supply/sessions/session-schemas.ts";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { BedSession, NewSession } from "../api/types.ts";
import { DateField } from "../parts/date-field.tsx";
import { tellDone } from "../parts/notify.tsx";
import { useClinic } from "../shell/desk.tsx";
import { addDays, instantFrom } from "../text/days.ts";
import { FormFooter } from "./form-footer.tsx";
import { SessionFields } from "./session-fields.tsx";
import { shapeBody, shapeValues } from "./session-shape.ts";
import { useVerbForm } from "./verb-form.ts";

interface PutOnFormProps {
  date: string;
  /** Told the date of the session, or nothing when there is none. */
  done: (date?: string) => void;
}

/** Puts a session on by itself, for which there is no weekly one. */
export function PutOnForm({ date: shown, done }: PutOnFormProps) {
  const { id: clinic_id, timezone } = useClinic();
  const { t } = useTranslation();
  const putOn = useAttempt((body: NewSession, key) => client.putOnBedSession(body, key));
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { ...shapeValues(null), date: shown, start: "08:00", end: "12:00" },
    schema: newSession,
    bodyOf: ({ date, start, end, ...typed }) => ({
      ...shapeBody(typed),
      clinic_id,
      starts_at: date && start ? instantFrom(`${date}T${start}`, timezone) : undefined,
      // What ends before it begins lasts until the next day.
      ends_at: date && end ? instantFrom(`${end > start ? date : addDays(date, 1)}T${end}`, timezone) : undefined,
    }),
    send: putOn,
    done: ({ name, service_date }: BedSession) => {
      void refresh(...day, areas.availability);
      tellDone(t("board.putOnDone", { session: name }));
      done(service_date);
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">{t("board.putOnHint")}</Text>
        <SessionFields form={form} isNew />
        <DateField label={t("board.date")} clearable={false} {...form.getInputProps("date")} />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput
            type="time"
            label={t("board.start")}
            required
            {...form.getInputProps("start")}
            error={form.errors["starts_at"]}
          />
          <TextInput
            type="time"
            label={t("board.end")}
            required
            {...form.getInputProps("end")}
            error={form.errors["ends_at"]}
          />
        </SimpleGrid>
        <FormFooter failure={failure} sending={sending} submitLabel={t("board.putOn")} onCancel={() => done()} />
      </Stack>
    </form>
  );
}
