import type { Weights } from "../problem.ts";
import type { Reasons, Remark } from "../proposal.ts";
import type { Step } from "./best-visit.ts";

/** How long the patient waits and walks before this service, and for the first one, how late the day is. */
export function whyThisStep(step: Step, follows: boolean, late: number, weights: Weights): Reasons {
  const { waiting, walking } = step;
  const { waiting_minute, walking_minute, late_day } = weights;
  const remarks: Remark[] = follows
    ? [
        { code: "waiting", cost: waiting * waiting_minute, minutes: waiting },
        { code: "walking", cost: walking * walking_minute, minutes: walking },
      ]
    : [{ code: "on_time", cost: late * late_day, days: late }];
  const isMet = ({ minutes = 0, days = 0 }: Remark) => minutes + days === 0;
  const blocked: Remark[] = late > 0 ? [{ code: "sooner", cost: 0, days: late }] : [];
  return { met: remarks.filter(isMet), given_up: remarks.filter((remark) => !isMet(remark)), blocked };
}

/** Either there is nothing of this service on any of the days, or no day has room for all of them one after another. */
export function whyNoVisit(missing: readonly number[], service: number, weights: Weights): Reasons {
  const code = missing.includes(service) ? "no_supply" : "spacing_impossible";
  return { met: [], given_up: [], blocked: [{ code, cost: weights.unplaced }] };
}
