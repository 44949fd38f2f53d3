import type { Reason } from "../supply/reasons.ts";
import { sayReason } from "../supply/reasons.ts";
import type { Demand } from "./problem.ts";
import type { Remark } from "./proposal.ts";

/** A start by the clinic's calendar and wall clock; without a practitioner anybody's. */
export interface Wished {
  clinicId: string;
  practitionerId: string | null;
  day: number;
  minute: number;
}

/** What whoever places the sessions can see and the problem does not hold. */
export interface Sight {
  /** All that stands against a start for the service of the request; null where nobody knows. Epoch minutes. */
  against: (demand: Demand, wished: Wished) => { start: number; reasons: readonly Reason[] } | null;
  /** Whether the other sessions of the same plan leave a start of an offering free, both by their places. */
  isLeft: (offering: number, start: number) => boolean;
}

/** Nothing is known but the problem. */
export const blind: Sight = { against: () => null, isLeft: () => true };

/** No more of what stood in the way is told. */
const mostCauses = 5;

/** The reasons as they are stored: each once, and not too many. */
export function sayCauses(reasons: readonly Reason[]): NonNullable<Remark["because"]> {
  const said = reasons.map((reason) => {
    const { until, ...rest } = { until: undefined, ...sayReason(reason) };
    return { ...rest, ...(until === undefined ? {} : { until: String(until) }) };
  });
  return [...new Map(said.map((one) => [JSON.stringify(one), one])).values()].slice(0, mostCauses);
}
