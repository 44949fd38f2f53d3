import { Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sessionCancellation } from "../../src/supply/sessions/session-schemas.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { SessionBoard, SessionCalledOff } from "../api/types.ts";
import { CameOf } from "../sessions/came-of.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

/** Cancels a session with a reason, and then says what became of its patients. */
export function CallOffForm({ session, done }: { session: SessionBoard; done: () => void }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<SessionCalledOff | null>(null);
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { reason: "" },
    schema: sessionCancellation,
    bodyOf: (typed) => typed,
    send: (body) => client.callOffBedSession(session.id, body, session.version),
    done: (answer) => {
      void refresh(...day, areas.payments);
      setOutcome(answer);
    },
  });
  if (outcome) return <CameOf title={t("board.cancelled")} outcome={outcome} done={done} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">{t("board.cancelHint")}</Text>
        <Textarea label={t("board.outReason")} required data-autofocus {...form.getInputProps("reason")} />
        <FormFooter failure={failure} sending={sending} submitLabel={t("board.cancelDo")} onCancel={done} color="red" />
      </Stack>
    </form>
  );
}
