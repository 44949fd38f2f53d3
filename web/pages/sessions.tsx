import "../sessions/board.css";
import { Stack } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { SessionBoard } from "../api/types.ts";
import { AppointmentDrawer } from "../calendar/appointment-drawer.tsx";
import { DateBar } from "../calendar/date-bar.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Failed, Loading, Nothing } from "../parts/states.tsx";
import { BedStrip } from "../sessions/bed-strip.tsx";
import { DayBoard } from "../sessions/day-board.tsx";
import { PutOnButton } from "../sessions/put-on-button.tsx";
import { SessionTabs } from "../sessions/session-tabs.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { addDays } from "../text/days.ts";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/sessions");

/** A clinic's sessions of one date: their beds, and who has them. */
export function SessionsPage() {
  const { today, formats } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { date = today } = route.useSearch();
  const [opened, open] = useState<string | null>(null);
  const { boards, failure, retry } = useBoards(date);
  const goTo = (day: string) => void navigate({ to: page.sessions, search: { ...(day !== today && { date: day }) } });
  return (
    <>
      <PageHeading title={formats.day(date)}>
        <PutOnButton date={date} goTo={goTo} />
        <DateBar date={date} today={today} goTo={goTo} />
      </PageHeading>
      <SessionTabs />
      <Stack gap={0}>
        <BedStrip date={date} pick={goTo} />
        {!boards && failure && <Failed error={failure} retry={retry} />}
        {!boards && !failure && <Loading rows={3} height={160} />}
        {boards?.length === 0 && <Nothing title={t("board.none")} hint={t("board.noneHint")} />}
        {boards && boards.length > 0 && <DayBoard boards={boards} date={date} open={open} />}
      </Stack>
      <AppointmentDrawer id={opened} close={() => open(null)} />
    </>
  );
}

/** The boards of the sessions of a date at the chosen clinic, once all of them are known. */
function useBoards(date: string) {
  const clinic = useClinic();
  const listed = useQuery(queries.bedSessions(clinic.id, date, addDays(date, 1)));
  const ids = useMemo(
    () => listed.data?.filter(({ service_date }) => service_date === date).map(({ id }) => id),
    [listed.data, date],
  );
  return useQueries({
    queries: (ids ?? []).map((id) => queries.board(id)),
    combine: (found) => {
      const known = found.flatMap(({ data }) => (data ? [data] : []));
      const boards: SessionBoard[] | null = ids && known.length === ids.length ? known : null;
      const failure = listed.error ?? found.find(({ error }) => error)?.error ?? null;
      const retry = () => void Promise.all([listed.refetch(), ...found.map((one) => one.refetch())]);
      return { boards, failure, retry };
    },
  });
}
