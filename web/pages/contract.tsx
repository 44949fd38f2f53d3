import { Button, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Contract, SignedContract } from "../api/types.ts";
import { ContractFacts, useServiceName } from "../demand/contract-facts.tsx";
import { ContractPayment } from "../demand/contract-payment.tsx";
import { CancelContractButton, SignButton } from "../demand/contract-verbs.tsx";
import { FeasibilityPanel } from "../demand/feasibility-panel.tsx";
import { SessionsOwed } from "../demand/sessions-owed.tsx";
import { ContractForm } from "../forms/contract-form.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Section } from "../parts/section.tsx";
import { Loaded, Loading } from "../parts/states.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/contracts/$contractId");
const newRoute = getRouteApi("/desk/contracts/new");

export function NewContractPage() {
  const { patient: patientId } = newRoute.useSearch();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const patient = useQuery({ ...queries.patient(patientId ?? ""), enabled: patientId !== undefined });
  const form = (known: Parameters<typeof ContractForm>[0]["patient"]) => (
    <ContractForm
      contract={null}
      patient={known}
      done={({ id }) => void navigate({ to: page.contract, params: { contractId: id } })}
      cancel={() => void navigate({ to: page.contracts })}
    />
  );
  return (
    <>
      <PageHeading title={t("contracts.new")} />
      {patientId === undefined ? form(null) : <Loaded query={patient}>{form}</Loaded>}
    </>
  );
}

/** A contract from its draft to its end: what is possible before it is signed, and what has become of it after. */
export function ContractPage() {
  const { contractId } = route.useParams();
  const contract = useQuery(queries.contract(contractId));
  const [result, signed] = useState<SignedContract | null>(null);
  return (
    <Loaded query={contract}>
      {(known) => (
        <Known
          key={known.version}
          // What was just signed is known before the page has asked again.
          contract={result && result.contract.version > known.version ? result.contract : known}
          result={result?.contract.id === known.id ? result : null}
          signed={signed}
        />
      )}
    </Loaded>
  );
}

interface KnownProps {
  contract: Contract;
  result: SignedContract | null;
  signed: (result: SignedContract) => void;
}

function Known({ contract, result, signed }: KnownProps) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const zone = useZoneOf(contract.clinic_id);
  const [editing, edit] = useState(false);
  const heading = t("contracts.title", { number: contract.contract_number });
  const draft = contract.status === "draft";
  // What was booked is told until something else happens to the contract.
  const justSigned = contract.status === "confirmed" ? result : null;
  if (editing && draft)
    return (
      <>
        <PageHeading title={heading} />
        <ContractForm contract={contract} patient={null} done={() => edit(false)} cancel={() => edit(false)} />
      </>
    );
  return (
    <>
      <PageHeading title={heading}>
        <CancelContractButton contract={contract} />
        {draft && may("changeContract") && (
          <Button variant="default" onClick={() => edit(true)}>
            {t("action.edit")}
          </Button>
        )}
        <SignButton contract={contract} signed={signed} />
      </PageHeading>
      <Stack gap="md">
        <Section title={t("contracts.facts")}>
          <ContractFacts contract={contract} zone={zone} />
        </Section>
        {contract.payment_id !== null && may("readPayment") && (
          <ContractPayment contract={contract} paymentId={contract.payment_id} />
        )}
        {draft && <Possible contract={contract} zone={zone} />}
        {justSigned && <Booked result={justSigned} zone={zone} />}
        {contract.confirmed_at !== null && !justSigned && (
          <Section title={t("contracts.sessions")}>
            <SessionsOwed patientId={contract.patient_id} contractId={contract.id} zone={zone} />
          </Section>
        )}
      </Stack>
    </>
  );
}

function Possible({ contract, zone }: { contract: Contract; zone: string }) {
  const { t } = useTranslation();
  const nameOf = useServiceName();
  const feasibility = useQuery(queries.feasibility(contract.id, contract.version));
  return (
    <Section title={t("feasibility.title")}>
      <Loaded query={feasibility} loading={<Loading rows={3} />}>
        {(known) => (
          <FeasibilityPanel
            feasibility={known}
            zone={zone}
            nameOf={nameOf}
            note={<Text size="sm">{t("feasibility.nothingKept")}</Text>}
          />
        )}
      </Loaded>
    </Section>
  );
}

/** What came of signing: what was booked, what had to move and why. */
function Booked({ result: { appointments, feasibility }, zone }: { result: SignedContract; zone: string }) {
  const { t } = useTranslation();
  const nameOf = useServiceName();
  return (
    <Section title={t("contracts.booked")}>
      <FeasibilityPanel feasibility={feasibility} zone={zone} nameOf={nameOf} booked={appointments.length} />
    </Section>
  );
}

/** The contract's own clinic may be another than the one that the desk stands in. */
function useZoneOf(clinicId: string): string {
  const here = useClinic();
  const { clinics } = useDesk();
  return clinics.find(({ id }) => id === clinicId)?.timezone ?? here.timezone;
}
