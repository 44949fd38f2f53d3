import { Stack, Text, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { declineOffer } from "../../src/demand/waitlist-schemas.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { WaitlistOffer } from "../api/types.ts";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { textOrNull, useVerbForm } from "./verb-form.ts";

/** Somebody does not want the time that is held for them: it goes on to who comes next. */
export function DeclineOfferForm({ offer, done }: { offer: WaitlistOffer; done: () => void }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { reason: "" },
    schema: declineOffer,
    bodyOf: ({ reason }) => ({ reason: textOrNull(reason) }),
    send: (body) => client.declineOffer(offer.id, body),
    done: () => {
      void refresh(...day, areas.payments);
      tellDone(t("waitlist.declined", { name: offer.patient_name }));
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text fw={600}>{formats.line([offer.patient_name, formats.moment(offer.starts_at)])}</Text>
        <Textarea
          label={t("waitlist.declineReason")}
          description={t("appointment.cancelReasonHint")}
          data-autofocus
          {...form.getInputProps("reason")}
        />
      </Stack>
      <FormFooter failure={failure} sending={sending} submitLabel={t("waitlist.decline")} onCancel={done} />
    </form>
  );
}
