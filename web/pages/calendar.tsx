import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Ticket } from "lucide-react";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Calendar, Start } from "../api/types.ts";
import { AppointmentDrawer } from "../calendar/appointment-drawer.tsx";
import { DateBar } from "../calendar/date-bar.tsx";
import { DayGrid } from "../calendar/day-grid.tsx";
import type { ColumnView } from "../calendar/grid-events.ts";
import { columnsOf, worksAt } from "../calendar/grid-events.ts";
import type { FindPlace } from "../calendar/grid-place.ts";
import { Legend } from "../calendar/legend.tsx";
import { ViewSwitch } from "../calendar/view-switch.tsx";
import { useDrop } from "../calendar/use-drop.tsx";
import { type Place, WhyNotDrawer } from "../calendar/why-not-drawer.tsx";
import { BesideTickets } from "../matching/beside-tickets.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded, Loading, Nothing } from "../parts/states.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { addDays, wallOf } from "../text/days.ts";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/calendar");

export function CalendarPage() {
  const clinic = useClinic();
  const { today, formats, may } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { date = today, appointment, columns: view = "people", tickets = false } = route.useSearch();
  const [opened, open] = useState(appointment ?? null);
  const calendar = useQuery(queries.calendar(clinic.id, date, addDays(date, 1)));
  const drop = useDrop(calendar.data);
  const show = (day: string, columns: ColumnView, beside = tickets) =>
    void navigate({
      to: page.calendar,
      search: {
        ...(day !== today && { date: day }),
        ...(columns === "things" && { columns }),
        ...(beside && { tickets: true }),
      },
    });
  const [asked, ask] = useState<Place | null>(null);
  const book = (practitioner: string | undefined, day: string, time: string) =>
    void navigate({ to: page.book, search: { practitioner, date: day, time } });
  // Where work is going on a click books; anywhere else, and for who may not book, it asks why not.
  const pick = (resourceId: string, time: string) => {
    const things = view === "things";
    const works = things || (calendar.data && worksAt(calendar.data, resourceId, `${date}T${time}`));
    if (works && may("bookAppointment")) book(things ? undefined : resourceId, date, time);
    else if (!things) ask({ practitionerId: resourceId, date, time });
  };
  const take = ({ starts_at, practitioner_id }: Start) => {
    const [day, time] = wallOf(starts_at, clinic.timezone).split("T");
    if (may("bookAppointment")) book(practitioner_id ?? "", day!, time!);
  };
  const grid = (data: Calendar, finder?: RefObject<FindPlace | null>) => (
    <>
      <DayGrid
        calendar={data}
        date={date}
        view={view}
        mayMove={may("rescheduleAppointment")}
        open={open}
        pick={pick}
        drop={drop}
        finder={finder}
      />
      <Legend />
    </>
  );
  return (
    <>
      <PageHeading title={formats.day(date)}>
        {may("bookAppointment") && (
          <Button
            variant="default"
            leftSection={<Ticket size={18} aria-hidden />}
            aria-expanded={tickets}
            onClick={() => show(date, view, !tickets)}
          >
            {t("sessions.title")}
          </Button>
        )}
        <ViewSwitch view={view} choose={(columns) => show(date, columns)} />
        <DateBar date={date} today={today} goTo={(day) => show(day, view)} />
      </PageHeading>
      <Loaded
        query={calendar}
        loading={<Loading rows={8} height={56} />}
        empty={(data) =>
          columnsOf(data, view).length === 0 &&
          (view === "things" ? (
            <Nothing title={t("calendar.noThings")} />
          ) : (
            <Nothing title={t("calendar.noColumns")} hint={t("calendar.noColumnsHint")} />
          ))
        }
      >
        {(data) =>
          tickets && may("bookAppointment") ? (
            <BesideTickets clinic={clinic} calendar={data} date={date} close={() => show(date, view, false)}>
              {(finder) => grid(data, finder)}
            </BesideTickets>
          ) : (
            grid(data)
          )
        }
      </Loaded>
      <AppointmentDrawer id={opened} close={() => open(null)} />
      <WhyNotDrawer clinic={clinic} place={asked} close={() => ask(null)} take={take} />
    </>
  );
}
