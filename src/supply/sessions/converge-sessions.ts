import { Temporal } from "temporal-polyfill";
import type { SessionStatus } from "../../core/moves.ts";
import type { WantedSession } from "./wanted-sessions.ts";

/** What of its rule a session carries, apart from its date, time and beds. */
export interface Particulars {
  name: string;
  practitioner_id: string | null;
  start_every_minutes: number;
}

export interface KnownSession extends Particulars {
  id: string;
  rule_date: Temporal.PlainDate;
  service_date: Temporal.PlainDate;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  status: SessionStatus;
  /** Null also of one that was cancelled because its rule did not want it any more. */
  cancellation_reason: string | null;
  /** Somebody put it at another time than its rule says. */
  moved: boolean;
  bed_ids: string[];
  /** Those of them that appointments name, also cancelled ones: they stay. */
  given_bed_ids: string[];
  /** The beds that live appointments of it claim; as many as are admitted, or fewer. */
  held_bed_ids: string[];
  admitted: number;
}

export interface SessionDifference {
  add: WantedSession[];
  /** Those that were dropped before, and are wanted again. */
  revive: { known: KnownSession; wanted: WantedSession }[];
  change: { known: KnownSession; wanted: WantedSession }[];
  drop: KnownSession[];
  stranded: KnownSession[];
  unchanged: number;
}

/**
 * What makes the sessions of one rule what it wants. What is over, what somebody moved or cancelled, and whatever has patients whom the
 * change would move, is left as it is; of these the last are stranded.
 */
export function differenceOf(
  wanted: readonly WantedSession[],
  known: readonly KnownSession[],
  rule: Particulars,
  now: Temporal.Instant,
): SessionDifference {
  const difference: SessionDifference = { add: [], revive: [], change: [], drop: [], stranded: [], unchanged: 0 };
  const left = new Map(known.map((session) => [session.rule_date.toString(), session]));
  for (const one of wanted.filter(({ usable }) => usable)) {
    const session = left.get(one.date.toString());
    left.delete(one.date.toString());
    if (session) compare(difference, session, one, { rule, now });
    else if (Temporal.Instant.compare(one.endsAt, now) > 0) difference.add.push(one);
  }
  for (const session of left.values()) {
    if (isSettled(session, now) || isDropped(session)) difference.unchanged++;
    else difference[session.admitted > 0 ? "stranded" : "drop"].push(session);
  }
  return difference;
}

/** A session that its rule gave up; nobody cancelled it. */
export const isDropped = ({ status, cancellation_reason: reason }: KnownSession): boolean =>
  status === "cancelled" && reason === null;

function isSettled(session: KnownSession, now: Temporal.Instant): boolean {
  if (session.moved || session.status === "done" || Temporal.Instant.compare(session.ends_at, now) <= 0) return true;
  return session.status === "cancelled" && !isDropped(session);
}

function compare(
  difference: SessionDifference,
  known: KnownSession,
  wanted: WantedSession,
  { rule, now }: { rule: Particulars; now: Temporal.Instant },
): void {
  const change = { known, wanted };
  if (isSettled(known, now)) difference.unchanged++;
  else if (isDropped(known)) difference.revive.push(change);
  else if (movesPatients(known, wanted)) difference.stranded.push(known);
  else if (isAs(known, wanted) && sayTheSame(known, rule)) difference.unchanged++;
  else difference.change.push(change);
}

function movesPatients(known: KnownSession, wanted: WantedSession): boolean {
  if (known.admitted === 0) return false;
  return !isThen(known, wanted) || known.held_bed_ids.some((id) => !wanted.bedIds.includes(id));
}

const isThen = (known: KnownSession, { startsAt, endsAt }: WantedSession): boolean =>
  known.starts_at.equals(startsAt) && known.ends_at.equals(endsAt);

const isAs = (known: KnownSession, wanted: WantedSession): boolean =>
  isThen(known, wanted) && hasItsBeds(known, wanted);

function hasItsBeds({ bed_ids: has, given_bed_ids: given }: KnownSession, { bedIds: wants }: WantedSession): boolean {
  return wants.every((id) => has.includes(id)) && has.every((id) => wants.includes(id) || given.includes(id));
}

const sayTheSame = (one: Particulars, other: Particulars): boolean =>
  one.name === other.name &&
  one.practitioner_id === other.practitioner_id &&
  one.start_every_minutes === other.start_every_minutes;
