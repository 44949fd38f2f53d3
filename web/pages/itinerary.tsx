import { Paper } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { VisitWizard } from "../matching/visit-wizard.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { useClinic } from "../shell/desk.tsx";

/** Several services for one patient on one day. */
export function ItineraryPage() {
  const clinic = useClinic();
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t("itinerary.title")} />
      <Paper p={{ base: "sm", sm: "lg" }} maw={720}>
        <VisitWizard clinic={clinic} />
      </Paper>
    </>
  );
}
