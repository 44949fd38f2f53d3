import { Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Appointment, Cancellation, Party } from "../api/types.ts";
import { CancelForm } from "../forms/cancel-form.tsx";
import { useDesk } from "../shell/desk.tsx";

interface GiveUpDialogProps {
  appointments: readonly Appointment[];
  title: string;
  usual?: Party;
  send: (body: Cancellation) => Promise<void>;
  close: () => void;
}

/** Cancels, or denies, all of these for one reason; open while there are some. */
export function GiveUpDialog({ appointments, title, usual, send, close }: GiveUpDialogProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <Modal
      opened={appointments.length > 0}
      onClose={close}
      title={title}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Stack gap="sm">
        <Text size="sm">{formats.line(appointments.map(({ patient_name }) => patient_name))}</Text>
        <CancelForm {...(usual && { usual })} submitLabel={title} send={send} done={close} cancel={close} />
      </Stack>
    </Modal>
  );
}
