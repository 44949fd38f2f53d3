import { covers, type Range } from "../core/ranges.ts";
import type { Plan } from "../supply/availability.ts";
import type { TimeException } from "../supply/exceptions.ts";
import { answers, type Stretch } from "../supply/hours.ts";
import type { PlacedClaim } from "../supply/place-claims.ts";

/** The session whose bed a claim takes: one that stands, or the one that a session rule makes on a date (an epoch day). */
export type SessionPlace = { sessionId: string; bedId: string } | { ruleId: string; day: number; bedId: string };

/**
 * Where the claims lie in a session, or null: what gives a bed its time says whose session it is. Of a session that was put on or
 * moved that is an opening, of all others a rule. Epoch minutes.
 */
export function sessionPlaceOf(plan: Plan, start: number, claims: readonly PlacedClaim[]): SessionPlace | null {
  for (const { resourceId: bedId, phase } of claims) {
    const { starts, ends } = plan.needs[phase]!;
    const wanted: Range = [start + starts, start + ends];
    const sessionId = openedFor(plan, bedId, wanted);
    if (sessionId) return { sessionId, bedId };
    const ruled = stretchesAt(plan, bedId, wanted).find(({ rule }) => rule?.sessionRuleId);
    if (ruled) return { ruleId: ruled.rule!.sessionRuleId!, day: ruled.window!.day, bedId };
  }
  return null;
}

/**
 * The session that opened the resource for all of this time: the last one, as the last exception decides. A bed without rules is there
 * at any hour, and has it all the same.
 */
function openedFor({ resources }: Plan, resourceId: string, wanted: Range): string | null {
  const { timetable, question } = resources.get(resourceId)!.hours;
  const opens = (exception: TimeException) =>
    exception.sessionId && exception.lanes !== null && covers([exception.range], wanted);
  const opening = timetable.exceptions.findLast((exception) => opens(exception) && answers(exception, question));
  return opening?.sessionId ?? null;
}

/** What gives the resource all of this time for what is asked. */
function stretchesAt({ resources }: Plan, resourceId: string, wanted: Range): Stretch[] {
  const { stretches, question } = resources.get(resourceId)!.hours;
  return (stretches ?? []).filter((stretch) => covers(stretch.governs, wanted) && answers(stretch, question));
}
