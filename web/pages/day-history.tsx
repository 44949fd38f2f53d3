import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Standing } from "../api/types.ts";
import { DateBar } from "../calendar/date-bar.tsx";
import { DayTable } from "../history/day-table.tsx";
import "../history/history.css";
import { MomentBar } from "../history/moment-bar.tsx";
import { StoryDrawer } from "../history/story-drawer.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded, Loading } from "../parts/states.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/day-history");

/** What a day looked like at any moment, and what has become of it since. */
export function DayHistoryPage() {
  const clinic = useClinic();
  const { today, formats } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { date = today, at } = route.useSearch();
  const [opened, open] = useState<Standing | null>(null);
  const history = useQuery(queries.dayHistory(clinic.id, date, at));
  const lookAt = (moment: string | undefined) =>
    void navigate({ to: page.dayHistory, search: { date, at: moment }, replace: true });
  return (
    <>
      <PageHeading title={t("history.title", { day: formats.day(date) })}>
        <DateBar
          date={date}
          today={today}
          goTo={(day) => void navigate({ to: page.dayHistory, search: day === today ? {} : { date: day } })}
        />
      </PageHeading>
      <Loaded query={history} loading={<Loading rows={6} height={56} />}>
        {(seen) => (
          <>
            <MomentBar history={seen} at={at} goTo={lookAt} />
            <DayTable history={seen} open={open} />
          </>
        )}
      </Loaded>
      <StoryDrawer of={opened} at={at} close={() => open(null)} />
    </>
  );
}
