import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { cancellation } from "../../src/booking/schemas.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { AppointmentDetail } from "../api/types.ts";
import { tellDone } from "../parts/notify.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface CancelFormProps {
  appointment: AppointmentDetail;
  done: () => void;
  cancel: () => void;
}

/** Cancels an appointment and frees its time. */
export function CancelForm({ appointment, done, cancel }: CancelFormProps) {
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { reason: "" },
    schema: cancellation,
    bodyOf: ({ reason }) => (reason.trim() ? { reason } : {}),
    send: (body) => client.cancel(appointment.id, body),
    done: () => {
      void refresh(...day, areas.payments);
      tellDone(t("appointment.cancelled", { name: appointment.patient_name }));
      done();
    },
  });
  return (
    <form onSubmit={submit}>
      <Textarea
        label={t("appointment.cancelReason")}
        description={t("appointment.cancelReasonHint")}
        data-autofocus
        {...form.getInputProps("reason")}
      />
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
