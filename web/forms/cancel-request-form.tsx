import { Stack, Text, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { cancelRequest } from "../../src/demand/request-schemas.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { BookingRequest } from "../api/types.ts";
import { tellDone } from "../parts/notify.tsx";
import { FormFooter } from "./form-footer.tsx";
import { textOrNull, useVerbForm } from "./verb-form.ts";

interface CancelRequestFormProps {
  request: BookingRequest;
  done: () => void;
}

export function CancelRequestForm({ request, done }: CancelRequestFormProps) {
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { reason: "" },
    schema: cancelRequest,
    bodyOf: ({ reason }) => ({ reason: textOrNull(reason) }),
    send: (body) => client.cancelBookingRequest(request.id, body),
    done: () => {
      void refresh(...day, areas.payments);
      tellDone(t("bookingRequests.cancelled", { name: request.patient_name }));
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">{t("bookingRequests.cancelHint")}</Text>
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
        submitLabel={t("bookingRequests.cancel")}
        onCancel={done}
        color="red"
      />
    </form>
  );
}
