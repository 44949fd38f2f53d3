import { liveAppointments, type AppointmentStatus } from "../../src/core/moves.ts";
import type { Calendar, CalendarAppointment } from "../api/types.ts";
import { mayNow } from "../appointments/why-not-move.ts";
import { addDays, addWallMinutes, minutesBetween, wallOf } from "../text/days.ts";

/** What the grid draws, in wall times of the clinic: the grid itself knows no time zones. */
export interface GridEvent {
  id: string;
  start: string;
  end: string;
  resourceIds: string[];
  display: "auto" | "background";
  startEditable: boolean;
  classNames: string[];
  extendedProps: {
    appointment?: CalendarAppointment;
    practitioner?: string;
    /** It is not booked; a plan would have it there. */
    proposed?: true;
    /** Why a shaded part is closed, where there is more to say than that it is. */
    label?: string;
    /** The code of the reason that closes it. */
    code?: string;
  };
}

const shown: readonly AppointmentStatus[] = [...liveAppointments, "no_show"];

/** What the columns stand for: people who treat, or rooms, beds and equipment. */
export type ColumnView = "people" | "things";

/** Columns of the view, in the server's order. */
export const columnsOf = (calendar: Calendar, view: ColumnView) =>
  calendar.columns.filter(({ kind }) => (kind === "practitioner") === (view === "people"));

/** Appointment cards, closed hours and blocked windows of one date. */
export function gridEvents(calendar: Calendar, date: string, mayMove: boolean, view: ColumnView): GridEvent[] {
  const cards = calendar.appointments
    .filter(({ status }) => shown.includes(status))
    .map((appointment) => cardOf(appointment, calendar, mayMove, view))
    .filter(({ resourceIds }) => resourceIds.length > 0);
  return [...closedHours(calendar, date, view), ...blockedWindows(calendar), ...cards];
}

function cardOf(appointment: CalendarAppointment, calendar: Calendar, mayMove: boolean, view: ColumnView): GridEvent {
  const { timezone, columns } = calendar;
  const start = wallOf(appointment.starts_at, timezone);
  const column = appointment.practitioner_id;
  return {
    id: appointment.id,
    start,
    // By length and not by the wall time of the end: a card that spans a clock change keeps its length.
    end: addWallMinutes(start, minutesBetween(appointment.starts_at, appointment.ends_at)),
    resourceIds: columnsWith(appointment, calendar, view),
    display: "auto",
    startEditable: mayMove && mayNow("reschedule", appointment.status),
    classNames: ["appointment", `is-${phaseOf(appointment)}`, ...(appointment.waived ? ["waived"] : [])],
    extendedProps: { appointment, practitioner: columns.find(({ resource_id }) => resource_id === column)?.name ?? "" },
  };
}

/** With people, a card stands at who treats; with things, at each that it takes. */
function columnsWith(appointment: CalendarAppointment, calendar: Calendar, view: ColumnView): string[] {
  const { practitioner_id: treats, resource_ids: takes } = appointment;
  if (view === "people") return treats ? [treats] : takes;
  return columnsOf(calendar, view)
    .map(({ resource_id }) => resource_id)
    .filter((id) => takes.includes(id));
}

export type Phase = "booked" | "held" | "arrived" | "inProgress" | "done" | "missed";

/** Where the appointment stands, as one colour tells it. */
export function phaseOf({ status, visit_status }: Pick<CalendarAppointment, "status" | "visit_status">): Phase {
  if (status === "no_show") return "missed";
  if (status === "held" || status === "pending") return "held";
  if (visit_status === "in_progress") return "inProgress";
  if (visit_status === "pending_payment" || visit_status === "completed" || status === "completed") return "done";
  return status === "checked_in" ? "arrived" : "booked";
}

/** The parts of the date in which a column does not work, drawn as shade. Things without hours are never closed. */
function closedHours(calendar: Calendar, date: string, view: ColumnView): GridEvent[] {
  const { timezone } = calendar;
  const dayEnd = `${addDays(date, 1)}T00:00`;
  return columnsOf(calendar, view).flatMap(({ resource_id }) => {
    const gaps: GridEvent[] = [];
    let open = `${date}T00:00`;
    const windows = calendar.working
      .filter((window) => window.resource_id === resource_id)
      .map((window) => ({ start: wallOf(window.starts_at, timezone), end: wallOf(window.ends_at, timezone) }))
      .sort((one, other) => (one.start < other.start ? -1 : 1));
    if (view === "things" && windows.length === 0) return [];
    for (const { start, end } of windows) {
      if (start > open) gaps.push(shade("closed", open, start, resource_id));
      if (end > open) open = end;
    }
    if (open < dayEnd) gaps.push(shade("closed", open, dayEnd, resource_id));
    return gaps;
  });
}

/** Whether the column works at this wall time (`2026-11-21T09:30`). */
export function worksAt(calendar: Calendar, column: string, wall: string): boolean {
  const at = (instant: string) => wallOf(instant, calendar.timezone);
  return calendar.working.some(
    ({ resource_id, starts_at, ends_at }) => resource_id === column && at(starts_at) <= wall && wall < at(ends_at),
  );
}

function blockedWindows(calendar: Calendar): GridEvent[] {
  return calendar.blocked.map(({ resource_id, starts_at, ends_at, reason }) => {
    const start = wallOf(starts_at, calendar.timezone);
    const end = wallOf(ends_at, calendar.timezone);
    return shade("blocked", start, end, resource_id, reason.label ?? "", reason.code);
  });
}

function shade(kind: string, start: string, end: string, column: string, label = "", code = ""): GridEvent {
  const id = [kind, column, start, end].join(" ");
  const common = { display: "background", startEditable: false } as const;
  return { id, start, end, resourceIds: [column], classNames: [kind], extendedProps: { label, code }, ...common };
}

const defaultHours = { from: 8, to: 18 };

/** Whole hours to show: from the first work or appointment of the date to the last, closed or not, or 8 to 18 on an empty one. */
export function shownHours(calendar: Calendar, date: string, view: ColumnView): { from: number; to: number } {
  const drawn = new Set(columnsOf(calendar, view).map(({ resource_id }) => resource_id));
  const closed = calendar.blocked.filter(({ resource_id }) => drawn.has(resource_id));
  const ranges = [...calendar.working, ...closed, ...calendar.appointments];
  if (ranges.length === 0) return defaultHours;
  const dayStart = `${date}T00:00`;
  const dayEnd = `${addDays(date, 1)}T00:00`;
  const starts = ranges.map(({ starts_at }) => clamp(wallOf(starts_at, calendar.timezone), dayStart, dayEnd));
  const ends = ranges.map(({ ends_at }) => clamp(wallOf(ends_at, calendar.timezone), dayStart, dayEnd));
  const from = Math.floor(minuteOf(least(starts), date) / 60);
  const to = Math.ceil(minuteOf(greatest(ends), date) / 60);
  return to > from ? { from, to } : defaultHours;
}

// Wall times of one form sort as text.
const least = (walls: string[]) => walls.reduce((one, other) => (other < one ? other : one));
const greatest = (walls: string[]) => walls.reduce((one, other) => (other > one ? other : one));
const clamp = (wall: string, from: string, to: string) => (wall < from ? from : wall > to ? to : wall);

function minuteOf(wall: string, date: string): number {
  if (!wall.startsWith(date)) return 24 * 60;
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
}
