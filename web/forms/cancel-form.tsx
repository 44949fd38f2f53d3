import { Stack, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { cancellation } from "../../src/booking/schemas.ts";
import type { Cancellation, Party } from "../api/types.ts";
import { PartyField } from "../appointments/party-field.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

/** Whose wish it is is asked and not guessed: who cancels late may have to answer for it. */
const schema = cancellation.required({ requested_by: true });

interface CancelFormProps<Answer> {
  /** Whose wish it is when that goes without saying. */
  usual?: Party;
  submitLabel: string;
  send: (body: Cancellation) => Promise<Answer>;
  done: (answer: Answer) => void;
  cancel: () => void;
}

/** Asks why, and whose wish it is, before time that was agreed or asked for is given up. */
export function CancelForm<Answer>({ usual, submitLabel, send, done, cancel }: CancelFormProps<Answer>) {
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { reason: "", requested_by: usual ?? "" },
    schema,
    bodyOf: ({ reason, requested_by }) => ({
      requested_by: requested_by || undefined,
      ...(reason.trim() && { reason }),
    }),
    send,
    done,
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <PartyField {...form.getInputProps("requested_by")} />
        <Textarea
          label={t("appointment.cancelReason")}
          description={t("appointment.cancelReasonHint")}
          data-autofocus
          {...form.getInputProps("reason")}
        />
      </Stack>
      <FormFooter failure={failure} sending={sending} submitLabel={submitLabel} onCancel={cancel} color="red" />
    </form>
  );
}
