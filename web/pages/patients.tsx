import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { UserPlus, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NewPatientForm } from "../forms/new-patient-form.tsx";
import { ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { PatientSearch } from "../people/patient-search.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/patients");

export function PatientsPage() {
  const { may } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { query = "" } = route.useSearch();
  const [typed, setTyped] = useState(query);
  const [opened, dialog] = useDisclosure(false);
  const open = (patientId: string) => void navigate({ to: page.patient, params: { patientId } });
  const type = (text: string) => {
    setTyped(text);
    // The address remembers the search, so that "back" from a record returns to it.
    void navigate({ to: page.patients, search: text ? { query: text } : {}, replace: true });
  };
  return (
    <>
      <PageHeading title={t("patients.title")}>
        {may("mergePatients") && (
          <ButtonLink variant="default" to={page.duplicates} leftSection={<Users size={18} aria-hidden />}>
            {t("merging.duplicates")}
          </ButtonLink>
        )}
        {may("createPatient") && (
          <Button leftSection={<UserPlus size={18} aria-hidden />} onClick={dialog.open}>
            {t("patients.new")}
          </Button>
        )}
      </PageHeading>
      <PatientSearch typed={typed} onType={type} choose={({ id }) => open(id)} autoFocus />
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t("patients.new")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <NewPatientForm typed={typed} done={({ id }) => open(id)} cancel={dialog.close} />
      </Modal>
    </>
  );
}
