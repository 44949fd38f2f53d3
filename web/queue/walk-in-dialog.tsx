import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { WalkInForm } from "../forms/walk-in-form.tsx";

export function WalkInDialog({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={t("queue.walkIn")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <WalkInForm done={close} />
    </Modal>
  );
}
