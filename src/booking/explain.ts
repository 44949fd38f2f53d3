import type { Range } from "../core/ranges.ts";
import { reasonsAgainst } from "../supply/availability.ts";
import { isWaivable, type Reason } from "../supply/reasons.ts";
import { chooseCandidate, inTurn, nearestOf, type OfferedStart, offeredStarts } from "./find-starts.ts";
import type { Offer } from "./offer.ts";

/** One change that would help: another start, another practitioner at the same time, or rules to waive. */
export interface Remedy {
  kind: "earlier_start" | "later_start" | "other_practitioner" | "waive";
  start?: OfferedStart;
  rules?: string[];
}

export interface Explanation {
  reasons: Reason[];
  changes: Remedy[];
  nearest: OfferedStart[];
}

const nearestCount = 5;

/**
 * Why `wanted` cannot be had with these practitioners, and the nearest changes that would help. `anybody` is the same offer of
 * all who give the service. Without reasons it can be booked, and nothing has to change. Epoch minutes.
 */
export function explainStart(asked: Offer, anybody: Offer, wanted: number, range: Range): Explanation {
  const choice = chooseCandidate(asked, wanted);
  const starts = offeredStarts(asked, range, Infinity);
  const nearest = nearestOf(starts, wanted, nearestCount);
  if ("candidate" in choice) return { reasons: [], changes: [], nearest };
  const changes = [
    another(
      "earlier_start",
      starts.findLast(({ start }) => start < wanted),
    ),
    another(
      "later_start",
      starts.find(({ start }) => start > wanted),
    ),
    ...colleagues(asked, anybody, wanted),
    ...waivers(asked, wanted),
  ];
  return { reasons: choice.reasons, changes: changes.flat(), nearest };
}

const another = (kind: Remedy["kind"], start: OfferedStart | undefined): Remedy[] => (start ? [{ kind, start }] : []);

function colleagues(asked: Offer, anybody: Offer, wanted: number): Remedy[] {
  const known = new Set(asked.candidates.map(({ practitionerId }) => practitionerId));
  return inTurn(anybody, wanted)
    .filter(({ practitionerId, plan }) => !known.has(practitionerId) && reasonsAgainst(plan, wanted).length === 0)
    .map((candidate) => ({ kind: "other_practitioner", start: { start: wanted, candidate } }));
}

/** The rules that stand in the way of the candidate with the fewest, when nothing but rules does. */
function waivers({ candidates }: Offer, wanted: number): Remedy[] {
  const [fewest] = candidates
    .map(({ plan }) => reasonsAgainst(plan, wanted))
    .filter((reasons) => reasons.every(isWaivable))
    .map((reasons) => [...new Set(reasons.map(({ code }) => code))])
    .sort((a, b) => a.length - b.length);
  return fewest ? [{ kind: "waive", rules: fewest }] : [];
}
