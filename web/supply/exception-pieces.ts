import type { ScheduleException } from "../api/types.ts";
import { addDays, compareInstants, dateIn, dayStartIn, wallOf } from "../text/days.ts";
import { type Piece, splitByDate, stacked } from "./wall-minutes.ts";

export interface ExceptionPiece extends Piece {
  exception: ScheduleException;
  depth: number;
}

/** What the exceptions draw on these dates on the wall clock of `zone`, in the order in which they are laid on one another. */
export function exceptionPieces(exceptions: ScheduleException[], dates: string[], zone: string): ExceptionPiece[] {
  const begin = `${dates[0]!}T00:00`;
  const end = `${addDays(dates.at(-1)!, 1)}T00:00`;
  const pieces = exceptions.toSorted(byLayer).flatMap((exception) => {
    // One that lasts for years is cut to what is shown before it is split into dates.
    const from = later(wallOf(exception.starts_at, zone), begin);
    const to = earlier(wallOf(exception.ends_at, zone), end);
    return from < to ? splitByDate(from, to).map((piece) => ({ ...piece, exception })) : [];
  });
  return stacked(pieces);
}

/** Holidays lie below all others; of two others the one made later lies above and decides. */
const byLayer = (one: ScheduleException, other: ScheduleException) =>
  Number(lookOf(other) === "holiday") - Number(lookOf(one) === "holiday") ||
  compareInstants(one.created_at, other.created_at);

// Wall times of one form sort as text.
const later = (one: string, other: string) => (one > other ? one : other);
const earlier = (one: string, other: string) => (one < other ? one : other);

export type During = Pick<ScheduleException, "starts_at" | "ends_at" | "timezone">;

/** First and last date of a time in whole days of its own zone; null when it begins or ends within a day. */
export function wholeDaysOf({ starts_at, ends_at, timezone }: During): { from: string; to: string } | null {
  const [from, after] = [dateIn(starts_at, timezone), dateIn(ends_at, timezone)];
  const isWhole = isSame(starts_at, dayStartIn(from, timezone)) && isSame(ends_at, dayStartIn(after, timezone));
  return isWhole ? { from, to: addDays(after, -1) } : null;
}

const isSame = (one: string, other: string) => Date.parse(one) === Date.parse(other);

/** In whose colour an exception is drawn. */
export type ExceptionLook = "blocked" | "holiday" | "timeOff" | "open";

export function lookOf({ kind, source }: Pick<ScheduleException, "kind" | "source">): ExceptionLook {
  if (kind === "available") return "open";
  if (source === "holiday") return "holiday";
  return source === "time_off" ? "timeOff" : "blocked";
}
