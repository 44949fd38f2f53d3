import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { CalendarPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { PutOnForm } from "../forms/put-on-form.tsx";
import { useDesk } from "../shell/desk.tsx";

interface PutOnButtonProps {
  date: string;
  goTo: (date: string) => void;
}

/** Asks for a session that is put on by itself, and goes where it is. */
export function PutOnButton({ date, goTo }: PutOnButtonProps) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  if (!may("putOnSession")) return null;
  return (
    <>
      <Button variant="default" leftSection={<CalendarPlus size={18} aria-hidden />} onClick={dialog.open}>
        {t("board.putOn")}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t("board.putOn")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <PutOnForm
          date={date}
          done={(there) => {
            dialog.close();
            if (there) goTo(there);
          }}
        />
      </Modal>
    </>
  );
}
