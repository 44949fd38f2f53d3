import { Alert, Badge, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DayClose } from "../api/money-types.ts";
import { moneyQueries } from "../api/money-queries.ts";
import { CloseDay } from "../billing/close-day.tsx";
import { DayTotals } from "../billing/day-totals.tsx";
import { Drawers } from "../billing/drawers.tsx";
import { TakingsTable } from "../billing/takings-table.tsx";
import { DateField } from "../parts/date-field.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Section } from "../parts/section.tsx";
import { Loaded } from "../parts/states.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/day-close");

/** What a clinic took on a date, who has it, whether it is all there, and that it is final. */
export function DayClosePage() {
  const clinic = useClinic();
  const { today } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { date = today } = route.useSearch();
  const day = useQuery(moneyQueries.dayClose(clinic.id, date));
  return (
    <>
      <PageHeading title={t("dayClose.title")}>
        {day.data?.status === "closed" && (
          <Badge leftSection={<Lock size={12} aria-hidden />} color="gray">
            {t("dayClose.closed")}
          </Badge>
        )}
        <DateField
          aria-label={t("date.choose")}
          clearable={false}
          value={date}
          onChange={(chosen) => chosen && void navigate({ to: page.dayClose, search: { date: chosen } })}
          w={150}
        />
      </PageHeading>
      <Loaded query={day}>{(found) => <Day day={found} />}</Loaded>
    </>
  );
}

function Day({ day }: { day: DayClose }) {
  const { formats, today } = useDesk();
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      {day.status === "closed" && day.closed_at !== null && (
        <Alert color="gray" icon={<Lock size={20} aria-hidden />}>
          {formats.line([t("dayClose.closedAt", { at: formats.moment(day.closed_at) }), day.closed_by_name, day.note])}
        </Alert>
      )}
      <DayTotals day={day} />
      <Section title={t("dayClose.takings")}>
        <TakingsTable takings={day.takings} />
      </Section>
      <Drawers day={day} isToday={day.date === today} />
      <CloseDay day={day} />
    </Stack>
  );
}
