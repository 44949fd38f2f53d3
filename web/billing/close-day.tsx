import { Button, Group, Modal, Text, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { closingDay } from "../../src/billing/till-schemas.ts";
import { moneyClient } from "../api/money-client.ts";
import type { DayClose } from "../api/money-types.ts";
import { areas, refresh } from "../api/queries.ts";
import { FormFooter } from "../forms/form-footer.tsx";
import { ReasonForm } from "../forms/reason-form.tsx";
import { useVerbForm } from "../forms/verb-form.ts";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";

/** Makes a date's money final, or opens it again. */
export function CloseDay({ day }: { day: DayClose }) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const closes = day.status === "open";
  if (!may(closes ? "closeDay" : "reopenDay")) return null;
  const label = closes ? t("dayClose.close") : t("dayClose.reopenDay");
  const done = () => {
    void refresh(areas.payments);
    tellDone(closes ? t("dayClose.closedNow") : t("dayClose.reopenedNow"));
    dialog.close();
  };
  return (
    <Group justify="flex-end">
      <Button variant={closes ? "filled" : "default"} onClick={dialog.open}>
        {label}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={label}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {closes ? (
          <CloseForm day={day} done={done} cancel={dialog.close} />
        ) : (
          <ReasonForm
            about={t("dayClose.reopenAbout")}
            submitLabel={t("dayClose.reopen")}
            send={(reason) => moneyClient.reopenDay(day.clinic_id, day.date, reason)}
            done={done}
            cancel={dialog.close}
          />
        )}
      </Modal>
    </Group>
  );
}

function CloseForm({ day, done, cancel }: { day: DayClose; done: () => void; cancel: () => void }) {
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { note: "" },
    schema: closingDay,
    bodyOf: ({ note }) => ({ clinic_id: day.clinic_id, date: day.date, ...(note.trim() && { note }) }),
    send: moneyClient.closeDay,
    done,
  });
  return (
    <form onSubmit={submit} noValidate>
      <Text mb="sm">{t("dayClose.closeAbout")}</Text>
      <Textarea label={t("dayClose.note")} data-autofocus {...form.getInputProps("note")} />
      <FormFooter failure={failure} sending={sending} submitLabel={t("dayClose.close")} onCancel={cancel} />
    </form>
  );
}
