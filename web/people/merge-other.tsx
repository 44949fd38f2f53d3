import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { GitMerge } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { PatientSearch } from "./patient-search.tsx";

/** Merging with a record that nothing points to: the desk looks for it by itself. */
export function MergeOther({ patient }: { patient: Patient }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [other, setOther] = useState<Patient | null>(null);
  const [searching, search] = useDisclosure(false);
  const [comparing, compare] = useDisclosure(false);
  const choose = (chosen: Patient) => {
    if (chosen.id === patient.id) return;
    setOther(chosen);
    search.close();
    compare.open();
  };
  return (
    <>
      <Button variant="default" leftSection={<GitMerge size={18} aria-hidden />} onClick={search.open}>
        {t("merging.withAnother")}
      </Button>
      <Modal
        opened={searching}
        onClose={search.close}
        title={t("merging.withAnother")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <PatientSearch typed={typed} onType={setTyped} choose={choose} autoFocus />
      </Modal>
      {other && <MergeDialog one={patient} other={other} opened={comparing} close={compare.close} />}
    </>
  );
}
