import { covers, type Range } from "../core/ranges.ts";
import type { Plan } from "../supply/availability.ts";
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
    const there = stretchesAt(plan, bedId, [start + starts, start + ends]);
    const opened = there.find(({ exception }) => exception?.sessionId);
    if (opened) return { sessionId: opened.exception!.sessionId!, bedId };
    const ruled = there.find(({ rule }) => rule?.sessionRuleId);
    if (ruled) return { ruleId: ruled.rule!.sessionRuleId!, day: ruled.window!.day, bedId };
  }
  return null;
}

/** What gives the resource all of this time for what is asked. */
function stretchesAt({ resources }: Plan, resourceId: string, wanted: Range): Stretch[] {
  const { stretches, question } = resources.get(resourceId)!.hours;
  return (stretches ?? []).filter((stretch) => covers(stretch.governs, wanted) && answers(stretch, question));
}
