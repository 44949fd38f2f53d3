import "@event-calendar/core/index.css";
import "./day-grid.css";
import {
  createCalendar,
  destroyCalendar,
  Interaction,
  ResourceTimeGrid,
  type Calendar as Grid,
} from "@event-calendar/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Calendar } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { offsetNow } from "../text/days.ts";
import { describeGrid } from "./describe-grid.ts";
import { cardContent } from "./card-content.ts";
import { gridEvents, practitionerColumns, shownHours } from "./grid-events.ts";
import { syncEvents } from "./sync-events.ts";

export interface Drop {
  appointmentId: string;
  minutes: number;
  column: string | undefined;
  revert: () => void;
}

interface DayGridProps {
  calendar: Calendar;
  date: string;
  mayMove: boolean;
  open: (appointmentId: string) => void;
  /** An empty place was clicked: wall time `HH:MM` in a practitioner's column. */
  pick: (practitionerId: string, time: string) => void;
  /** A card was dropped elsewhere. Until the promise settles the card stays where it was dropped. */
  drop: (drop: Drop) => Promise<void>;
}

/** One date with a column per practitioner. Cards can be dragged to another time and to another column. */
export function DayGrid(props: DayGridProps) {
  const { calendar, date, mayMove } = props;
  const { formats } = useDesk();
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const grid = useRef<Grid | null>(null);
  const dropping = useRef(new Set<string>());
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (!place.current) return undefined;
    const made = createCalendar(place.current, [ResourceTimeGrid, Interaction], {
      ...fixedOptions,
      ...dayOptions(latest.current),
      locale: formats.locale,
      timeZone: offsetNow(latest.current.calendar.timezone),
      eventContent: (info) => cardContent(info, t),
      ...handlers(latest, dropping.current),
    });
    grid.current = made;
    const stopDescribing = describeGrid(place.current, t("calendar.grid"));
    return () => {
      stopDescribing();
      grid.current = null;
      void destroyCalendar(made);
    };
  }, [formats.locale, t]);

  useEffect(() => {
    const made = grid.current;
    if (!made) return;
    const options = dayOptions(latest.current);
    // A changed option redraws the whole grid, so only what changed is set.
    for (const name of ["date", "slotMinTime", "slotMaxTime"] as const) {
      if (String(options[name]) !== shownNow(made, name)) made.setOption(name, options[name]);
    }
    made.setOption("resources", options.resources);
    syncEvents(made, gridEvents(calendar, date, mayMove), dropping.current);
  }, [calendar, date, mayMove, formats.locale, t]);

  return <div ref={place} className="day-grid" />;
}

const fixedOptions = {
  view: "resourceTimeGridDay",
  headerToolbar: { start: "", center: "", end: "" },
  allDaySlot: false,
  slotDuration: "00:15:00",
  slotLabelInterval: "01:00:00",
  snapDuration: "00:05:00",
  slotHeight: 26,
  slotEventOverlap: false,
  columnWidth: "minmax(9.5rem, 1fr)",
  nowIndicator: true,
  editable: false,
  durationEditable: false,
  eventStartEditable: true,
  eventDurationEditable: false,
  displayEventEnd: false,
  scrollTime: "00:00:00",
  height: "calc(100dvh - 12.5rem)",
} as const;

function dayOptions({ calendar, date }: DayGridProps) {
  const { from, to } = shownHours(calendar, date);
  const hours = (hour: number) => `${String(hour).padStart(2, "0")}:00:00`;
  return {
    date,
    slotMinTime: hours(from),
    slotMaxTime: hours(to),
    resources: practitionerColumns(calendar).map(({ resource_id, name }) => ({ id: resource_id, title: name })),
  };
}

function shownNow(grid: Grid, name: "date" | "slotMinTime" | "slotMaxTime"): string {
  return String(grid.getOption(name));
}

function handlers(latest: { current: DayGridProps }, dropping: Set<string>): Grid.Options {
  return {
    eventClick: ({ event }) => {
      if (event.display === "auto") latest.current.open(String(event.id));
    },
    dateClick: ({ dateStr, resource }) => {
      if (resource) latest.current.pick(resource.id, dateStr.slice(11, 16));
    },
    eventDrop: ({ event, delta, newResource, revert }) => {
      const appointmentId = String(event.id);
      dropping.add(appointmentId);
      const minutes = delta.days * 24 * 60 + Math.round(delta.seconds / 60);
      void latest.current
        .drop({ appointmentId, minutes, column: newResource?.id, revert })
        .finally(() => dropping.delete(appointmentId));
    },
  };
}
