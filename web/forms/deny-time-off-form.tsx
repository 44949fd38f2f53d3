import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { timeOffDecision } from "../../src/supply/time-off-schemas.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { TimeOffRequest } from "../api/types.ts";
import { tellDone } from "../parts/notify.tsx";
import { DecisionNotes } from "../supply/decision-notes.tsx";
import { TimeOffFacts } from "../supply/time-off-facts.tsx";
import { FormFooter } from "./form-footer.tsx";
import { textOrNull, useVerbForm } from "./verb-form.ts";

interface DenyTimeOffFormProps {
  request: TimeOffRequest;
  done: () => void;
}

export function DenyTimeOffForm({ request, done }: DenyTimeOffFormProps) {
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { notes: "" },
    schema: timeOffDecision,
    bodyOf: ({ notes }) => ({ notes: textOrNull(notes) }),
    send: (body) => client.denyTimeOffRequest(request.id, body, request.version),
    done: () => {
      void refresh(areas.setup);
      tellDone(t("timeOff.deniedNow", { name: request.resource_name }));
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TimeOffFacts request={request} />
        <DecisionNotes data-autofocus {...form.getInputProps("notes")} />
        <FormFooter failure={failure} sending={sending} submitLabel={t("timeOff.deny")} color="red" onCancel={done} />
      </Stack>
    </form>
  );
}
