import type { Feasibility, PlacementReasons, SessionTicket } from "../api/types.ts";
import { addDays, dateIn } from "../text/days.ts";

/** How a session stands: as wished, elsewhere than wished, nowhere yet; or, once it is owed, where its ticket is. */
export type Standing = "kept" | "gave" | "unplaced" | SessionTicket["status"];

export interface Session {
  ordinal: number;
  startsAt: string | null;
  /** Civil date at the clinic. */
  date: string | null;
  practitionerName: string | null;
  standing: Standing;
  reasons: PlacementReasons | null;
  appointmentId: string | null;
}

type Placed = Feasibility["lines"][number]["placements"][number];

/** Being later than the very first day possible is how a series is; all else that is given up is a wish. */
const givesWay = ({ given_up }: PlacementReasons): boolean => given_up.some(({ code }) => code !== "on_time");

/** The sessions of one line of the feasibility, in their order. */
export function sessionsOf(placements: readonly Placed[], zone: string): Session[] {
  return placements
    .map(({ ordinal, place, practitioner_name, reasons }) => ({
      ordinal,
      startsAt: place?.starts_at ?? null,
      date: place && dateIn(place.starts_at, zone),
      practitionerName: practitioner_name,
      standing: !place ? ("unplaced" as const) : givesWay(reasons) ? ("gave" as const) : ("kept" as const),
      reasons,
      appointmentId: null,
    }))
    .toSorted((one, other) => one.ordinal - other.ordinal);
}

/** The sessions that a patient is owed, of one request, in their order. */
export function sessionsOwed(tickets: readonly SessionTicket[], zone: string): Session[] {
  return tickets
    .map((ticket) => ({
      ordinal: ticket.ordinal,
      startsAt: ticket.starts_at,
      date: ticket.starts_at && dateIn(ticket.starts_at, zone),
      practitionerName: ticket.practitioner_name,
      standing: ticket.status,
      reasons: null,
      appointmentId: ticket.appointment_id,
    }))
    .toSorted((one, other) => one.ordinal - other.ordinal);
}

/** The dates that a line shows, both included. */
export interface DateLine {
  from: string;
  to: string;
}

/** From the first session to the last, and at least a week, so that one session has a place on it too. */
export function dateLineOf(sessions: readonly Session[]): DateLine | null {
  const dates = sessions.flatMap(({ date }) => date ?? []).toSorted();
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last) return null;
  const to = daysBetween(first, last) < 7 ? addDays(first, 7) : last;
  return { from: first, to };
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Where a date lies, in percent of the line from its start. */
export const placeOf = ({ from, to }: DateLine, date: string): number =>
  (100 * daysBetween(from, date)) / daysBetween(from, to);

const mostTicks = 8;

/** The firsts of months on the line, of which some are left out where there are many. */
export function monthsOn({ from, to }: DateLine): string[] {
  const firsts: string[] = [];
  for (let first = nextFirst(from); first <= to; first = nextFirst(first)) firsts.push(first);
  const step = Math.ceil(firsts.length / mostTicks);
  return firsts.filter((_, index) => index % step === 0);
}

function nextFirst(date: string): string {
  const [year = 0, month = 0] = date.split("-").map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
}

/** Which marks have room for words below them: no two of them nearer than `gap` percent. */
export function withRoom(places: readonly number[], gap: number): boolean[] {
  let last = -Infinity;
  return places.map((place) => {
    if (place - last < gap) return false;
    last = place;
    return true;
  });
}

/** On which of the line's rows each mark stands, so that none hides its neighbour. */
export function rowsOf(places: readonly number[], gap: number): number[] {
  const ends: number[] = [];
  return places.map((place) => {
    const free = ends.findIndex((end) => place - end >= gap);
    const row = free === -1 ? Math.min(ends.length, 2) : free;
    ends[row] = place;
    return row;
  });
}
