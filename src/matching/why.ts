import { continuityCost, gapCost, lateCost, type Spot, takesKind } from "./costs.ts";
import { dueDay, paidFor, type Placing, placingOf } from "./placing.ts";
import type { Demand, Problem } from "./problem.ts";
import type { Reasons, Remark } from "./proposal.ts";
import { blind, type Sight } from "./sight.ts";
import { whyNotBetter } from "./why-not-better.ts";
import { patternRemarks, type Said } from "./why-patterns.ts";

/**
 * What session `i` of a request's `spots` meets of what was wished and what it gives up, each with its part of the cost; and for a
 * pattern or a day that it gives up, the better start that was not to be had, with what stood in its way. A better start that was free,
 * but would have cost more elsewhere, is not said to be blocked.
 */
export function reasonsFor(
  problem: Problem,
  demand: Demand,
  spots: readonly Spot[],
  i: number,
  sight: Sight = blind,
): Reasons {
  const placing = placingOf(problem, demand, spots, i);
  const said = [
    ...patternRemarks(placing),
    ...offeringRemarks(placing),
    ...continuityRemark(placing),
    onTimeRemark(placing),
    ...spacingRemark(placing),
  ];
  const side = (met: boolean) => said.filter((one) => one.met === met).map(({ remark }) => remark);
  return { met: side(true), given_up: side(false), blocked: whyNotBetter(placing, sight) };
}

function offeringRemarks({ problem, demand, offering }: Placing): Said[] {
  const { weights } = problem;
  const { preferredPractitionerId, preferredClinicId, preferredRoomKind } = demand;
  const wish = (code: Remark["code"], met: boolean, weight: number, more: Partial<Remark> = {}): Said => ({
    met,
    remark: { code, cost: met ? 0 : weight, ...more },
  });
  const isPractitioner = offering.practitionerId === preferredPractitionerId;
  const isClinic = offering.clinicId === preferredClinicId;
  const elsewhere = demand.offerings.some((one) => problem.offerings[one]!.clinicId !== preferredClinicId);
  return [
    ...(preferredPractitionerId === null
      ? []
      : [wish("practitioner", isPractitioner, weights.practitioner, { practitioner_id: preferredPractitionerId })]),
    ...(elsewhere ? [wish("clinic", isClinic, weights.clinic)] : []),
    ...(preferredRoomKind === null
      ? []
      : [wish("room_kind", takesKind(problem, offering, preferredRoomKind), weights.room_kind)]),
  ];
}

function continuityRemark(placing: Placing): Said[] {
  const { problem, offering } = placing;
  const known = paidFor(placing).filter(({ practitionerId }) => practitionerId !== undefined);
  if (known.length === 0) return [];
  const met = known.every(({ practitionerId }) => practitionerId === offering.practitionerId);
  const cost = sum(known, (other) => continuityCost(problem.weights, other.practitionerId, offering.practitionerId));
  return [{ met, remark: { code: "continuity", cost, practitioner_id: known[0]!.practitionerId! } }];
}

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((all, item) => all + of(item), 0);

function onTimeRemark(placing: Placing): Said {
  const { problem, demand, k, day } = placing;
  const days = Math.max(0, day - dueDay(placing));
  const cost = lateCost(demand, problem.weights, k, day);
  return { met: days === 0, remark: { code: "on_time", cost, ...(days === 0 ? {} : { days }) } };
}

function spacingRemark(placing: Placing): Said[] {
  const { problem, demand, day } = placing;
  const preferred = demand.preferredDaysBetween;
  const others = paidFor(placing);
  if (preferred === null || others.length === 0) return [];
  const days = sum(others, (other) => Math.abs(Math.abs(day - other.day) - preferred));
  const cost = sum(others, (other) => gapCost(demand, problem.weights, Math.abs(day - other.day)));
  return [{ met: days === 0, remark: { code: "spacing", cost, ...(days === 0 ? {} : { days }) } }];
}
