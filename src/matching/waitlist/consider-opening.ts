import type { z } from "zod";
import { overlaps, type Range } from "../../core/ranges.ts";
import { isoWeekday } from "../../core/zones.ts";
import type { consideration } from "../../demand/waitlist-schemas.ts";
import { patternCost } from "../costs.ts";
import { usualWeights } from "../problem.ts";
import type { Waiting } from "./rank-waiting.ts";

export type Outcome = z.output<typeof consideration>;

/** Freed time, and who is not to be asked for it. Ranges are epoch minutes, days epoch days of the clinic. */
export interface Opening {
  clinicId: string;
  practitionerId: string | null;
  window: Range;
  /** The days on which it lies: one, or two around midnight. */
  days: readonly number[];
  /** Requests that had an offer of this opening, whatever became of it. */
  asked: ReadonlySet<string>;
  /** Who gave the time up. */
  freedBy: string | null;
}

/** A start of a session that has some of the window, as the evaluator offers it, whoever the patient is. Epoch minutes; `minute` is of the local day. */
export interface FreeStart {
  start: number;
  end: number;
  day: number;
  minute: number;
  /** What it would take. */
  resources: readonly { id: string; kind: string }[];
}

/** What a service can use of the window and beside it; null when it takes longer than that, or is not given by who was freed. */
export type FreeFor = readonly FreeStart[] | null;

export interface Considered {
  request_id: string;
  outcome: Outcome;
}

export interface Chosen {
  waiting: Waiting;
  ticketId: string;
  /** The appointment that gives the session now and would move here; null where it is still planned. */
  moves: string | null;
  at: FreeStart;
}

/** Who of those who wait is offered the opening and when, and why the others are not. */
export interface Decision {
  considered: Considered[];
  chosen: Chosen | null;
}

/** So long somebody must have to answer, at least. */
export const answerMinutes = 1;

/**
 * Goes down the list, the first one whom it suits is offered it. `free` says what services can use of the window; where that is not
 * known yet, the answer is the service to look up. `now` is in epoch minutes, rounded up.
 */
export function considerOpening(
  opening: Opening,
  ranked: readonly Waiting[],
  free: ReadonlyMap<string, FreeFor>,
  now: number,
): Decision | { unknownService: string } {
  const considered: Considered[] = [];
  for (const [i, one] of ranked.entries()) {
    const { waiting, moves } = withSession(one, opening);
    const refusal = refusalOf(opening, waiting, now);
    if (!refusal && !free.has(waiting.serviceId)) return { unknownService: waiting.serviceId };
    const found = refusal ?? bestStart(opening, waiting, free.get(waiting.serviceId) ?? null, now);
    if (typeof found === "object" && !waiting.hasOffer && waiting.ticketId !== null) {
      const behind = ranked
        .slice(i + 1)
        .map((one) => said(one, refusalOf(opening, withSession(one, opening).waiting, now) ?? "others_came_first"));
      const chosen = { waiting: one, ticketId: waiting.ticketId, moves, at: found };
      return { considered: [...considered, said(waiting, "offered"), ...behind], chosen };
    }
    considered.push(said(waiting, typeof found === "object" ? "has_another_offer" : found));
  }
  return { considered, chosen: null };
}

/** What is not planned any more may come forward: the first of its booked sessions behind the opening is looked at as if it were planned. */
function withSession(waiting: Waiting, { window }: Opening): { waiting: Waiting; moves: string | null } {
  const later =
    waiting.ticketId === null && !waiting.hasOffer && waiting.booked.find(({ start }) => start >= window[1]);
  if (!later) return { waiting, moves: null };
  const sessionDays = waiting.sessionDays.filter((day) => day !== later.day);
  return { waiting: { ...waiting, ticketId: later.ticketId, sessionDays }, moves: later.appointmentId };
}

const said = ({ requestId }: Waiting, outcome: Outcome): Considered => ({ request_id: requestId, outcome });

/** Why the opening is not for this request, whatever is free in it. */
function refusalOf({ clinicId, practitionerId, ...opening }: Opening, waiting: Waiting, now: number): Outcome | null {
  const { requiredPractitionerId: required } = waiting;
  if (waiting.clinicRequired && waiting.clinicId !== clinicId) return "other_clinic_required";
  if (required !== null && required !== practitionerId) return "other_practitioner_required";
  if (opening.asked.has(waiting.requestId) || waiting.patientId === opening.freedBy) return "declined_before";
  if (waiting.ticketId === null && !waiting.hasOffer) return "not_earlier";
  const onDays = opening.days.map((day) => refusalOfDay(waiting, day));
  if (onDays.every((refusal) => refusal !== null)) return onDays[0] ?? "outside_dates";
  return opening.window[1] <= earliestStart(waiting, now) ? "too_little_notice" : null;
}

/** From when on a start leaves the patient the notice that was asked for, and time to answer. */
const earliestStart = ({ noticeMinutes }: Waiting, now: number): number => now + noticeMinutes + answerMinutes;

/** Why a session cannot be on this day, next to the request's others. */
export function refusalOfDay(
  waiting: Pick<Waiting, "earliestDay" | "latestDay" | "minDaysBetween" | "maxDaysBetween" | "sessionDays">,
  day: number,
): Outcome | null {
  const { earliestDay, latestDay, minDaysBetween, maxDaysBetween, sessionDays } = waiting;
  if (day < earliestDay || (latestDay !== null && day > latestDay)) return "outside_dates";
  if (sessionDays.some((other) => Math.abs(day - other) < minDaysBetween)) return "too_near_another_session";
  if (maxDaysBetween === null) return null;
  const before = Math.max(...sessionDays.filter((other) => other < day));
  const after = Math.min(...sessionDays.filter((other) => other > day));
  const far = [day - before, after - day].some((days) => Number.isFinite(days) && days > maxDaysBetween);
  return far ? "too_far_from_another_session" : null;
}

/** The start with the least of it outside the window, of those the one that meets most of the patterns, of those the earliest; or why there is none. */
function bestStart(
  { practitionerId, window }: Opening,
  waiting: Waiting,
  free: FreeFor,
  now: number,
): FreeStart | Outcome {
  if (free === null) return "service_does_not_fit";
  const kind = waiting.requiredRoomKind;
  const ofKind = free.filter(({ resources }) => kind === null || resources.some((one) => one.kind === kind));
  const onDay = ofKind.filter(({ day }) => refusalOfDay(waiting, day) === null);
  if (onDay.length === 0) return "nothing_free";
  const inTime = onDay.filter(({ start }) => start >= earliestStart(waiting, now));
  if (inTime.length === 0) return "too_little_notice";
  const able = inTime.filter(({ start, end }) => !waiting.busy.some((range) => overlaps(range, [start, end])));
  const cost = ({ day, minute }: FreeStart) =>
    patternCost(waiting, usualWeights, isoWeekday(day), minute, practitionerId);
  const beside = ({ start, end }: FreeStart) => Math.max(0, window[0] - start) + Math.max(0, end - window[1]);
  const [best] = able.toSorted((a, b) => beside(a) - beside(b) || cost(a) - cost(b) || a.start - b.start);
  return best ?? "patient_busy";
}
