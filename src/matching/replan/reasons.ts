import { instantOfMinute, wallMinuteOf } from "../../core/zones.ts";
import { isOnlyTaken, reasonsAgainst } from "../../supply/availability.ts";
import { sayReason } from "../../supply/reasons.ts";
import type { Weights } from "../problem.ts";
import type { Reasons, Remark } from "../proposal.ts";
import { distanceOf, timeCost } from "./move-cost.ts";
import type { Moving } from "./moving.ts";
import { atAnyTime, candidatesFor, type Way } from "./ways.ts";

/** No more of what stood in the way is told. */
const mostCauses = 10;

/** What of the appointment's time and practitioner it keeps, what not, and what kept it from staying at its time. */
export function reasonsOf(moving: Moving, way: Way, weights: Weights): Reasons {
  if (!way.candidate)
    return { met: [], given_up: [{ code: "same_time", cost: weights.call_list }], blocked: [notAtItsTime(moving)] };
  const { was, timezone } = moving;
  const distance = distanceOf(
    { wallMinute: wallMinuteOf(was.start, timezone), practitionerId: was.practitionerId },
    { wallMinute: wallMinuteOf(way.start, timezone), practitionerId: way.candidate.practitionerId },
  );
  const { days, minutes, colleague } = distance;
  const time: Remark = { code: "same_time", cost: way.keepsTime ? 0 : timeCost(distance, weights), days, minutes };
  const practitioner: Remark = {
    code: "same_practitioner",
    cost: colleague ? weights.colleague : 0,
    practitioner_id: was.practitionerId,
  };
  return {
    met: [...(way.keepsTime ? [time] : []), ...(colleague ? [] : [practitioner])],
    given_up: [...(way.keepsTime ? [] : [time]), ...(colleague ? [practitioner] : [])],
    blocked: way.keepsTime ? [] : [notAtItsTime(moving)],
  };
}

/** Why nobody has it at its own time: nobody may do it, nobody is there, or all are taken, by this very plan perhaps. */
function notAtItsTime(moving: Moving): Remark {
  const { start } = moving.was;
  const starts_at = instantOfMinute(start).toString();
  const candidates = candidatesFor(moving);
  if (candidates.length === 0) return { code: "nobody_qualified", cost: 0, starts_at };
  const plans = candidates.map(({ plan }) => atAnyTime(plan));
  const against = plans.map((plan) => reasonsAgainst(plan, start));
  const causes = against.flat().map((reason) => sayReason(reason));
  const distinct = [...new Map(causes.map((cause) => [JSON.stringify(cause), cause])).values()];
  const taken = against.some((reasons) => reasons.length === 0) || plans.some((plan) => isOnlyTaken(plan, start));
  return {
    code: taken ? "all_taken" : "no_supply",
    cost: 0,
    starts_at,
    because: distinct
      .slice(0, mostCauses)
      .map((cause) => ({ ...cause, ...("until" in cause ? { until: String(cause.until) } : {}) })),
  };
}
