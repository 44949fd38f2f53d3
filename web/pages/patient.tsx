import { Alert, Badge, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CalendarPlus, GitMerge, UserRoundSearch } from "lucide-react";
import { useTranslation } from "react-i18next";
import { patientQueries } from "../api/patient-queries.ts";
import { queries } from "../api/queries.ts";
import type { Patient } from "../api/types.ts";
import { ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded } from "../parts/states.tsx";
import { DuplicatesBanner } from "../people/duplicates-banner.tsx";
import { Identity } from "../people/identity.tsx";
import { MergeOther } from "../people/merge-other.tsx";
import { RecordParts } from "../people/record-parts.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/patients/$patientId");

export function PatientPage() {
  const { patientId } = route.useParams();
  const patient = useQuery(queries.patient(patientId));
  return (
    <Loaded query={patient}>
      {(known) =>
        known.merged_into === null ? (
          <Record key={known.id} patient={known} />
        ) : (
          <MergedAway patient={known} keptId={known.merged_into} />
        )
      }
    </Loaded>
  );
}

/** Everything that the desk knows of somebody, from who it is to what they owe. */
function Record({ patient }: { patient: Patient }) {
  const { show = "record" } = route.useSearch();
  const { data: found } = useQuery(patientQueries.duplicates(patient.id));
  const { may } = useDesk();
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={patient.name}>
        {patient.provisional && <Badge color="yellow">{t("patientRecord.provisional")}</Badge>}
        {may("mergePatients") && <MergeOther patient={patient} />}
        {may("bookAppointment") && (
          <ButtonLink
            to={page.book}
            search={{ patient: patient.id }}
            leftSection={<CalendarPlus size={18} aria-hidden />}
          >
            {t("patients.book")}
          </ButtonLink>
        )}
      </PageHeading>
      <Stack gap="md">
        {patient.provisional && (
          <Alert color="yellow" variant="outline" icon={<UserRoundSearch size={20} aria-hidden />}>
            {t("patientRecord.provisionalHint")}
          </Alert>
        )}
        <Identity patient={patient} sharing={found?.sharing_phone ?? []} />
        <DuplicatesBanner patient={patient} duplicates={found?.items ?? []} />
        <RecordParts patient={patient} shown={show} />
      </Stack>
    </>
  );
}

/** A record that was given up: what it said, and where everything of it is now. */
function MergedAway({ patient, keptId }: { patient: Patient; keptId: string }) {
  const { t } = useTranslation();
  const kept = useQuery(queries.patient(keptId));
  return (
    <>
      <PageHeading title={patient.name} />
      <Alert color="gray" icon={<GitMerge size={20} aria-hidden />} title={t("merging.wasMerged")}>
        <Stack gap="sm" align="start">
          {t("merging.wasMergedHint")}
          <ButtonLink to={page.patient} params={{ patientId: keptId }}>
            {t("merging.openKept", { name: kept.data?.name ?? "" })}
          </ButtonLink>
        </Stack>
      </Alert>
    </>
  );
}
