import { Alert, SegmentedControl } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DateField } from "../parts/date-field.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { NoShowsReport } from "../reports/no-shows-report.tsx";
import "../reports/reports.css";
import { UtilizationReport } from "../reports/utilization-report.tsx";
import { WaitingReport } from "../reports/waiting-report.tsx";
import { reportNames, type ReportsSearch } from "../searches.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { addDays, isBefore } from "../text/days.ts";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/reports");
const usualDays = 30;
const mostDays = 366;
const reports = { waiting: WaitingReport, noShows: NoShowsReport, utilization: UtilizationReport } as const;

/** What the days behind were like at the chosen clinic. */
export function ReportsPage() {
  const clinic = useClinic();
  const { today } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { report = "waiting", from, to = today } = route.useSearch();
  const first = from ?? addDays(to, 1 - usualDays);
  const until = addDays(to, 1);
  const isRange = isBefore(first, until) && !isBefore(addDays(first, mostDays), until);
  const go = (search: ReportsSearch) =>
    void navigate({ to: page.reports, search: { report, from: first, to, ...search }, replace: true });
  const Report = reports[report];
  return (
    <>
      <PageHeading title={t("reports.title")}>
        <SegmentedControl
          aria-label={t("reports.which")}
          data={reportNames.map((name) => ({ value: name, label: t(`reports.kinds.${name}`) }))}
          value={report}
          onChange={(name) => go({ report: name })}
        />
      </PageHeading>
      <div className="filter-bar align-end">
        <DateField
          label={t("reports.from")}
          clearable={false}
          value={first}
          onChange={(chosen) => chosen && go({ from: chosen })}
          w={150}
        />
        <DateField
          label={t("reports.to")}
          clearable={false}
          value={to}
          onChange={(chosen) => chosen && go({ to: chosen })}
          w={150}
        />
      </div>
      {isRange ? (
        <Report range={{ clinic_id: clinic.id, from: first, to: until }} />
      ) : (
        <Alert color="orange" role="alert" title={t("reports.wrongRange")} />
      )}
    </>
  );
}
