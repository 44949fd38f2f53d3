import { addDays } from "../text/days.ts";

export const dayMinutes = 24 * 60;

export interface Window {
  start_local: string;
  end_local: string;
}

/** The part of a window that lies on one date, in minutes of that date's wall clock. */
export interface Piece {
  date: string;
  from: number;
  to: number;
  /** Whether the window itself begins and ends here, or goes on over midnight. */
  begins: boolean;
  ends: boolean;
}

/** Minutes from midnight of `09:30`. */
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** `09:30` for minutes from midnight, of whatever day. */
export function timeOf(minute: number): string {
  const ofDay = ((minute % dayMinutes) + dayMinutes) % dayMinutes;
  return `${String(Math.floor(ofDay / 60)).padStart(2, "0")}:${String(ofDay % 60).padStart(2, "0")}`;
}

/** The end in minutes from the midnight before the window begins: past 1440 where it ends on the next day. */
export function endMinuteOf({ start_local, end_local }: Window): number {
  const end = minuteOf(end_local);
  return end > minuteOf(start_local) ? end : end + dayMinutes;
}

/** Start and end in minutes from the midnight before the window that the break belongs to. */
export function breakMinutesOf(pause: Window, window: Window): { from: number; to: number } {
  const own = minuteOf(pause.start_local);
  const from = own < minuteOf(window.start_local) ? own + dayMinutes : own;
  return { from, to: from + endMinuteOf(pause) - own };
}

/** Wall times (`2026-11-21T22:00`) from `start` to `end`, date by date. */
export function splitByDate(start: string, end: string): Piece[] {
  const pieces: Piece[] = [];
  const [first, last] = [start.slice(0, 10), end.slice(0, 10)];
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const from = date === first ? minuteOf(start.slice(11)) : 0;
    const to = date === last ? minuteOf(end.slice(11)) : dayMinutes;
    const ends = end <= `${addDays(date, 1)}T00:00`;
    if (to > from) pieces.push({ date, from, to, begins: date === first, ends });
  }
  return pieces;
}

/** Whole hours to show: what the pieces need and an hour around them, at least from 8 to 18. */
export function hoursAround(pieces: Piece[]): { from: number; to: number } {
  const parts = pieces.filter(({ from, to }) => to - from < dayMinutes);
  const from = Math.min(8 * 60, ...parts.map((piece) => piece.from - 60));
  const to = Math.max(18 * 60, ...parts.map((piece) => piece.to + 60));
  return { from: Math.max(0, Math.floor(from / 60)), to: Math.min(24, Math.ceil(to / 60)) };
}

/** Pieces in the order in which they are drawn, each with the number of those that lie below it. */
export function stacked<One extends Piece>(pieces: One[]): (One & { depth: number })[] {
  const placed: (One & { depth: number })[] = [];
  for (const piece of pieces) {
    const below = placed.filter((other) => other.date === piece.date && overlap(other, piece));
    placed.push({ ...piece, depth: 1 + Math.max(-1, ...below.map(({ depth }) => depth)) });
  }
  return placed;
}

/** Whether two pieces of one date have a minute in common. */
export const overlap = (one: Piece, other: Piece): boolean => one.from < other.to && other.from < one.to;

/** Where a reader of the week looks first: the earliest beginning, in minutes. */
export const firstBeginning = (pieces: Piece[]): number =>
  Math.min(...pieces.filter(({ begins, from }) => begins && from > 0).map(({ from }) => from), 24 * 60);
