import { type ClaimWindows, clash } from "../../supply/needs.ts";

/** One lane of a resource, or one patient, for the two windows of a claim; epoch minutes. */
export interface Take extends ClaimWindows {
  unit: string;
}

/** Where a session stands among those of its request: `rank` counts them in the order of time. Days are epoch days. */
export interface SessionDay {
  requestId: string;
  rank: number;
  day: number;
  formerDay: number;
  minDays: number;
  maxDays: number | null;
}

/** One way to do one thing: what it costs in points, and what it takes that nobody else may take as well. */
export interface Choice {
  cost: number;
  takes: readonly Take[];
  session: SessionDay | null;
  /** Stands for all that was not looked at: it costs no less, and cannot be taken. */
  unseen?: boolean;
}

/** Whether two choices exclude each other. */
export const exclude = (one: Choice, other: Choice): boolean =>
  one.takes.some((take) => other.takes.some((wanted) => take.unit === wanted.unit && clash(take, wanted))) ||
  breaksSpacing(one.session, other.session);

/**
 * Sessions of one request stay in their order, no closer than the request says or, where they were closer, than they were; those
 * that follow each other also no further apart.
 */
export function breaksSpacing(one: SessionDay | null, other: SessionDay | null): boolean {
  if (!one || !other || one.requestId !== other.requestId || one.rank === other.rank) return false;
  const [first, second] = one.rank < other.rank ? [one, other] : [other, one];
  const days = second.day - first.day;
  return days < leastBetween(first, second) || days > mostBetween(first, second);
}

/** So many days at least lie between two sessions of one request. */
export const leastBetween = (first: SessionDay, second: SessionDay): number =>
  Math.min(second.minDays, second.formerDay - first.formerDay);

/** And so many at most, where one follows the other. */
export const mostBetween = (first: SessionDay, second: SessionDay): number =>
  second.rank === first.rank + 1 && second.maxDays !== null
    ? Math.max(second.maxDays, second.formerDay - first.formerDay)
    : Infinity;
