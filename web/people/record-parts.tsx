import { Paper, Stack, Tabs } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Operation } from "../../src/core/roles.ts";
import type { Patient } from "../api/types.ts";
import { SessionsOwed } from "../demand/sessions-owed.tsx";
import { ContractTable } from "../demand/contract-table.tsx";
import { PatientForm } from "../forms/patient-form.tsx";
import { Section } from "../parts/section.tsx";
import { patientParts, type PatientSearch } from "../searches.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { Balance } from "./balance.tsx";
import { HistoryList } from "./history-list.tsx";
import { MedicalNotes } from "./medical-notes.tsx";
import { MergeList } from "./merge-list.tsx";

type Part = NonNullable<PatientSearch["show"]>;

const needs: Record<Part, Operation> = {
  record: "readPatient",
  visits: "readPatientHistory",
  payments: "listPayments",
  course: "listContracts",
  notes: "listMedicalNotes",
};

/** The parts of a record, one at a time; the address says which, and a role sees those that it may. */
export function RecordParts({ patient, shown }: { patient: Patient; shown: Part }) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const parts = patientParts.filter((part) => may(needs[part]));
  const show = (part: string | null) =>
    void navigate({
      to: page.patient,
      params: { patientId: patient.id },
      search: { show: parts.find((one) => one === part) },
      replace: true,
    });
  return (
    <Tabs value={parts.includes(shown) ? shown : "record"} onChange={show} keepMounted={false}>
      <Tabs.List mb="md" aria-label={t("patientRecord.label")} className="scrolling-tabs">
        {parts.map((part) => (
          <Tabs.Tab key={part} value={part}>
            {t(`patientRecord.parts.${part}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {parts.map((part) => (
        <Tabs.Panel key={part} value={part}>
          {contents[part](patient)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

const contents: Record<Part, (patient: Patient) => ReactNode> = {
  record: (patient) => (
    <Stack gap="md" maw={720}>
      <Paper p="lg">
        {/* A newer version, from here or from another desk, starts the form anew. */}
        <PatientForm key={patient.version} patient={patient} />
      </Paper>
      <MergeList patientId={patient.id} />
    </Stack>
  ),
  visits: ({ id }) => <HistoryList patientId={id} kind="visit" />,
  payments: ({ id }) => (
    <>
      <Balance patientId={id} />
      <HistoryList patientId={id} kind="payment" />
    </>
  ),
  course: ({ id }) => <CourseOf patientId={id} />,
  notes: ({ id }) => <MedicalNotes patientId={id} />,
};

/** Contracts, and the sessions of each request, what is done, booked and still owed. */
function CourseOf({ patientId }: { patientId: string }) {
  const clinic = useClinic();
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <ContractTable filter={{ patient_id: patientId }} zone={clinic.timezone} />
      <Section title={t("contracts.sessions")}>
        <SessionsOwed patientId={patientId} zone={clinic.timezone} />
      </Section>
    </Stack>
  );
}
