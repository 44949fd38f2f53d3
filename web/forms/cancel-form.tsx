import { Stack, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { cancellation } from "../../src/booking/schemas.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { AppointmentDetail } from "../api/types.ts";
import { PartyField } from "../appointments/party-field.tsx";
import { tellUndoable } from "../appointments/undo.ts";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

/** Whose wish it is is asked and not guessed: who cancels late may have to answer for it. */
export const askedCancellation = cancellation.required({ requested_by: true });

interface CancelFormProps {
  appointment: AppointmentDetail;
  done: () => void;
  cancel: () => void;
}

/** Cancels an appointment and frees its time. */
export function CancelForm({ appointment, done, cancel }: CancelFormProps) {
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: cancelValues,
    schema: askedCancellation,
    bodyOf: cancelBody,
    send: (body) => client.cancel(appointment.id, body),
    done: () => {
      void refresh(...day, areas.payments);
      tellUndoable(t("appointment.cancelled", { name: appointment.patient_name }), [appointment]);
      done();
    },
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
      <FormFooter
        failure={failure}
        sending={sending}
        submitLabel={t("appointment.cancel")}
        onCancel={cancel}
        color="red"
      />
    </form>
  );
}

export const cancelValues = { reason: "", requested_by: "" };

export const cancelBody = ({ reason, requested_by }: typeof cancelValues) => ({
  requested_by: requested_by || undefined,
  ...(reason.trim() && { reason }),
});
