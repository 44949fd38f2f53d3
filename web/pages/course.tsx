import { Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Patient } from "../api/types.ts";
import { SessionsOwed } from "../demand/sessions-owed.tsx";
import { AnchorLink, ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Pages } from "../parts/pages.tsx";
import { Section } from "../parts/section.tsx";
import { Loaded } from "../parts/states.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/patients/$patientId/course");

export function CoursePage() {
  const { patientId } = route.useParams();
  const patient = useQuery(queries.patient(patientId));
  return <Loaded query={patient}>{(known) => <Course patient={known} />}</Loaded>;
}

/** A patient's course of treatment: contracts, and the sessions of each request, what is done, booked and still owed. */
function Course({ patient }: { patient: Patient }) {
  const clinic = useClinic();
  const { may } = useDesk();
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t("course.title", { name: patient.name })}>
        <ButtonLink variant="default" to={page.patient} params={{ patientId: patient.id }}>
          {t("course.record")}
        </ButtonLink>
        {may("createContract") && (
          <ButtonLink to={page.newContract} search={{ patient: patient.id }}>
            {t("contracts.new")}
          </ButtonLink>
        )}
      </PageHeading>
      <Stack gap="md">
        <Section title={t("nav.contracts")}>
          <Contracts patientId={patient.id} />
        </Section>
        <Section title={t("contracts.sessions")}>
          <SessionsOwed patientId={patient.id} zone={clinic.timezone} />
        </Section>
      </Stack>
    </>
  );
}

function Contracts({ patientId }: { patientId: string }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const contracts = useInfiniteQuery(queries.contracts({ patient_id: patientId }));
  return (
    <Pages query={contracts} none={<Text size="sm">{t("contracts.none")}</Text>}>
      {(items) => (
        <Stack component="ul" gap={6} className="plain-list">
          {items.map((contract) => (
            <Group component="li" key={contract.id} gap="sm">
              <AnchorLink to={page.contract} params={{ contractId: contract.id }}>
                {t("contracts.title", { number: contract.contract_number })}
              </AnchorLink>
              <Text size="sm" className="number">
                {formats.money(contract.total_minor, contract.currency)}
              </Text>
              <StatusBadge of="contract" status={contract.status} />
            </Group>
          ))}
        </Stack>
      )}
    </Pages>
  );
}
