import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Clinic, Placement } from "../api/types.ts";
import { DateBar } from "../calendar/date-bar.tsx";
import { DayGrid } from "../calendar/day-grid.tsx";
import { Loaded, Loading } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { addDays } from "../text/days.ts";
import { placementIdOf, proposedEvents } from "./proposed-events.ts";

interface PlanCalendarProps {
  clinic: Clinic;
  placements: readonly Placement[];
  date: string;
  goTo: (date: string) => void;
  /** The proposal that is looked at. */
  chosen: string | null;
  choose: (placementId: string) => void;
}

/** A day of the calendar, to read, with what the plan proposes drawn between what is booked. */
export function PlanCalendar({ clinic, placements, date, goTo, chosen, choose }: PlanCalendarProps) {
  const { formatsAt, today } = useDesk();
  const { t } = useTranslation();
  const { timezone } = clinic;
  const calendar = useQuery(queries.calendar(clinic.id, date, addDays(date, 1)));
  const proposed = useMemo(
    () => proposedEvents(placements, date, timezone, chosen),
    [placements, date, timezone, chosen],
  );
  return (
    <section className="plan-calendar" aria-label={t("plans.calendar")}>
      <div className="filter-bar">
        <h2 className="plan-day">{formatsAt(timezone).day(date)}</h2>
        <DateBar date={date} today={today} goTo={goTo} />
      </div>
      <Loaded query={calendar} loading={<Loading rows={8} height={56} />}>
        {(data) => (
          <DayGrid
            calendar={data}
            date={date}
            view="people"
            mayMove={false}
            open={(id) => {
              const placement = placementIdOf(id);
              if (placement) choose(placement);
            }}
            pick={() => undefined}
            drop={() => Promise.resolve()}
            proposed={proposed}
          />
        )}
      </Loaded>
    </section>
  );
}
