import { SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sessionMove } from "../../src/supply/sessions/session-schemas.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { SessionBoard, SessionCalledOff } from "../api/types.ts";
import { DateField } from "../parts/date-field.tsx";
import { CameOf } from "../sessions/came-of.tsx";
import { useDesk } from "../shell/desk.tsx";
import { instantFrom, wallOf } from "../text/days.ts";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

/** Moves a session with its patients to another start, and then says who could not come along. */
export function PutOffForm({ session, done }: { session: SessionBoard; done: () => void }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<SessionCalledOff | null>(null);
  const [date = "", time = ""] = wallOf(session.starts_at, session.timezone).split("T");
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { date, time },
    schema: sessionMove,
    bodyOf: (typed) => ({
      starts_at: typed.date && typed.time ? instantFrom(`${typed.date}T${typed.time}`, session.timezone) : undefined,
    }),
    send: (body) => client.putOffBedSession(session.id, body, session.version),
    done: (answer) => {
      void refresh(...day, areas.payments);
      setOutcome(answer);
    },
  });
  const error = form.errors.starts_at;
  if (outcome) {
    const title = t("board.movedTo", { time: formats.moment(outcome.starts_at) });
    return <CameOf title={title} outcome={outcome} done={done} />;
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">{t("board.moveHint")}</Text>
        <SimpleGrid cols={2} spacing="sm">
          <DateField label={t("board.date")} clearable={false} {...form.getInputProps("date")} />
          <TextInput
            type="time"
            label={t("board.start")}
            required
            data-autofocus
            {...form.getInputProps("time")}
            error={error}
          />
        </SimpleGrid>
        <FormFooter failure={failure} sending={sending} submitLabel={t("board.moveDo")} onCancel={done} />
      </Stack>
    </form>
  );
}
