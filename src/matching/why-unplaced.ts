import { overlaps } from "../core/ranges.ts";
import { isConflict, type Reason } from "../supply/reasons.ts";
import { inTimeOrder, type Spot, unplacedCost } from "./costs.ts";
import type { Demand, Problem } from "./problem.ts";
import type { Reasons, Remark } from "./proposal.ts";
import { blind, sayCauses, type Sight } from "./sight.ts";
import { startsWithin } from "./starts-within.ts";

/** So many starts are looked at; where none of them will do, more hardly would. */
const mostLooked = 50_000;
/** So many days are looked at hour by hour for whether all is taken, or nobody works. */
const lookedDays = 14;

/**
 * Why a session of the request was left out, beside its `spots` that were placed: the one thing that leaves no start. Of starts that
 * there are it asks in turn whether the patient can come, the days between sessions allow it, and the plan's other sessions leave it.
 */
export function reasonsUnplaced(
  problem: Problem,
  demand: Demand,
  spots: readonly Spot[],
  sight: Sight = blind,
): Reasons {
  const cost = unplacedCost(demand, problem.weights);
  return { met: [], given_up: [], blocked: [{ ...causeOf(problem, demand, spots, sight), cost }] };
}

function causeOf(problem: Problem, demand: Demand, spots: readonly Spot[], sight: Sight): Remark {
  const { earliestDay, latestDay, busy } = demand;
  const cause = (code: Remark["code"], ...because: Reason[]): Remark =>
    because.length === 0 ? { code, cost: 0 } : { code, cost: 0, because: sayCauses(because) };
  if (latestDay < earliestDay) return cause("outside_dates");
  const others = inTimeOrder(problem, demand, spots).map(({ day }) => day);
  let [looked, free, spaced, left] = [0, false, false, false];
  for (const { offering, start, range } of startsWithin(problem, demand, [earliestDay, latestDay], () => true)) {
    if (left || ++looked > mostLooked) break;
    if (busy.some((one) => overlaps(one, range))) continue;
    free = true;
    if (!keepsDays(demand, others, problem.offerings[offering]!.days[start]!)) continue;
    spaced = true;
    left = sight.isLeft(offering, start);
  }
  if (looked === 0) return nothingOffered(problem, demand, sight, cause);
  if (!free) return cause("patient_busy", { code: "patient_busy" });
  return spaced && !left ? cause("all_taken", { code: "claimed" }) : cause("spacing_impossible");
}

/** Whether one more session could be on this day, beside the others. */
function keepsDays(demand: Demand, others: readonly number[], day: number): boolean {
  const { minDaysBetween: min, maxDaysBetween: max } = demand;
  if (others.some((other) => Math.abs(other - day) < min)) return false;
  if (max === null || others.length === 0) return true;
  return others.some((other) => Math.abs(other - day) <= max);
}

function nothingOffered(
  problem: Problem,
  demand: Demand,
  { against }: Sight,
  cause: (code: Remark["code"], ...because: Reason[]) => Remark,
): Remark {
  const { earliestDay, latestDay, preferredClinicId: clinicId, preferredPractitionerId: practitionerId } = demand;
  const last = Math.min(latestDay, earliestDay + lookedDays - 1);
  let closed: readonly Reason[] = [];
  for (let day = earliestDay; day <= last; day++)
    for (let minute = 0; minute < 1440; minute += 60) {
      const found = against(demand, { clinicId, practitionerId, day, minute });
      if (!found || found.reasons.length === 0) continue;
      if (found.reasons.every(isConflict)) return cause("all_taken", ...found.reasons);
      if (closed.length === 0 || isNoon(minute)) closed = found.reasons;
    }
  const anywhere = demand.offerings.some((i) => problem.offerings[i]!.starts.length > 0);
  return anywhere ? cause("outside_dates") : cause("no_supply", ...closed);
}

/** In the middle of the day the reason is hardly that it is night. */
const isNoon = (minute: number): boolean => minute === 720;
