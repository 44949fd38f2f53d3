import "@event-calendar/core/index.css";
import "./day-grid.css";
import {
  createCalendar,
  destroyCalendar,
  Interaction,
  ResourceTimeGrid,
  type Calendar as Grid,
} from "@event-calendar/core";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Calendar } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { offsetNow } from "../text/days.ts";
import { cardContent } from "./card-content.ts";
import { describeGrid } from "./describe-grid.ts";
import { type ColumnView, type GridEvent, gridEvents } from "./grid-events.ts";
import { changeOptions, dayOptions, fixedOptions } from "./grid-options.ts";
import { type FindPlace, placeUnder } from "./grid-place.ts";
import { syncEvents } from "./sync-events.ts";

export interface Drop {
  appointmentId: string;
  minutes: number;
  /** The one that it was dropped on, when that is another one. */
  column: string | undefined;
  revert: () => void;
}

interface DayGridProps {
  calendar: Calendar;
  date: string;
  view: ColumnView;
  mayMove: boolean;
  open: (appointmentId: string) => void;
  /** An empty place was clicked: wall time `HH:MM` in a column. */
  pick: (resourceId: string, time: string) => void;
  /** A card was dropped elsewhere. Until the promise settles the card stays where it was dropped. */
  drop: (drop: Drop) => Promise<void>;
  /** Drawn beside what is booked. */
  proposed?: GridEvent[];
  /** Is told how to find a place of the grid, for who drags something onto it from outside. */
  finder?: RefObject<FindPlace | null> | undefined;
}

interface Drawn {
  grid: Grid;
  options: ReturnType<typeof dayOptions>;
  /** Appointments that were dropped and have no answer yet. */
  dropping: Set<string>;
}

/** One date with a column per practitioner, or per room and thing. Cards can be dragged to another time and to another column. */
export function DayGrid(props: DayGridProps) {
  const { calendar, date, view, mayMove, proposed, finder } = props;
  const { formats } = useDesk();
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  useImperativeHandle(finder, () => (x, y) => drawn.current && placeUnder(drawn.current.grid, x, y), []);

  useEffect(() => {
    if (!place.current) return undefined;
    const options = dayOptions(latest.current.calendar, latest.current.date, latest.current.view);
    const dropping = new Set<string>();
    const redraw = () => drawn.current && draw(drawn.current, latest.current);
    const grid = createCalendar(place.current, [ResourceTimeGrid, Interaction], {
      ...fixedOptions,
      ...options,
      ...handlers(latest, dropping, redraw),
      locale: formats.locale,
      timeZone: offsetNow(latest.current.calendar.timezone),
      eventContent: (info) => cardContent(info, t),
    });
    drawn.current = { grid, options, dropping };
    const stopDescribing = describeGrid(place.current, t("calendar.grid"));
    return () => {
      stopDescribing();
      drawn.current = null;
      void destroyCalendar(grid);
    };
  }, [formats.locale, t]);

  useEffect(() => {
    if (drawn.current) draw(drawn.current, { calendar, date, view, mayMove, proposed });
  }, [calendar, date, view, mayMove, proposed, formats.locale, t]);

  return <div ref={place} className="day-grid" />;
}

type Content = Pick<DayGridProps, "calendar" | "date" | "view" | "mayMove"> & { proposed?: GridEvent[] | undefined };

function draw(drawn: Drawn, { calendar, date, view, mayMove, proposed = [] }: Content): void {
  const options = dayOptions(calendar, date, view);
  changeOptions(drawn.grid, drawn.options, options);
  drawn.options = options;
  syncEvents(drawn.grid, [...gridEvents(calendar, date, mayMove, view), ...proposed], drawn.dropping);
}

function handlers(latest: { current: DayGridProps }, dropping: Set<string>, redraw: () => void): Grid.Options {
  return {
    eventClick: ({ event }) => {
      if (event.display === "auto") latest.current.open(String(event.id));
    },
    dateClick: ({ dateStr, resource }) => {
      if (resource) latest.current.pick(resource.id, dateStr.slice(11, 16));
    },
    eventDrop: ({ event, delta, newResource, revert }) => {
      const appointmentId = String(event.id);
      const minutes = delta.days * 24 * 60 + Math.round(delta.seconds / 60);
      dropping.add(appointmentId);
      void latest.current.drop({ appointmentId, minutes, column: newResource?.id, revert }).finally(() => {
        dropping.delete(appointmentId);
        redraw();
      });
    },
  };
}
