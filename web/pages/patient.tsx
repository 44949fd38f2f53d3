import { Paper } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CalendarPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Patient } from "../api/types.ts";
import { PatientForm } from "../forms/patient-form.tsx";
import { ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/patients/$patientId");

export function PatientPage() {
  const { patientId } = route.useParams();
  const patient = useQuery(queries.patient(patientId));
  return <Loaded query={patient}>{(known) => <Record patient={known} />}</Loaded>;
}

function Record({ patient }: { patient: Patient }) {
  const { may } = useDesk();
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={patient.name}>
        {may("listContracts") && (
          <ButtonLink variant="default" to={page.course} params={{ patientId: patient.id }}>
            {t("course.see")}
          </ButtonLink>
        )}
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
      <Paper p="lg" maw={720}>
        {/* A newer version, from here or from another desk, starts the form anew. */}
        <PatientForm key={patient.version} patient={patient} />
      </Paper>
    </>
  );
}
