import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StandingAdmissionWithResults } from "../api/types.ts";
import { StandingForm } from "../forms/standing-form.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { SessionTabs } from "../sessions/session-tabs.tsx";
import { StandingDrawer } from "../sessions/standing-drawer.tsx";
import { StandingTable } from "../sessions/standing-table.tsx";
import { useDesk } from "../shell/desk.tsx";

/** Who comes to the same weekly sessions for months, and where that leaves gaps. */
export function StandingPatientsPage() {
  const { may } = useDesk();
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const [shown, show] = useState<string | null>(null);
  const made = ({ id }: StandingAdmissionWithResults) => {
    dialog.close();
    show(id);
  };
  return (
    <>
      <PageHeading title={t("board.tabs.standing")}>
        {may("createStandingAdmission") && (
          <Button leftSection={<Plus size={18} aria-hidden />} onClick={dialog.open}>
            {t("standing.new")}
          </Button>
        )}
      </PageHeading>
      <SessionTabs />
      <StandingTable show={show} />
      <StandingDrawer id={shown} close={() => show(null)} />
      <Modal
        opened={opened}
        onClose={dialog.close}
        size="lg"
        title={t("standing.new")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <StandingForm done={made} cancel={dialog.close} />
      </Modal>
    </>
  );
}
