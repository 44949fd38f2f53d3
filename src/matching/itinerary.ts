import { setImmediate } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { fault } from "../core/errors.ts";
import type { Offer } from "../booking/offer.ts";
import type { House } from "../platform/house.ts";
import { bestVisit, type Step } from "./itinerary/best-visit.ts";
import { type Precedence, precedenceOf } from "./itinerary/order.ts";
import { readServices, stopsOn } from "./itinerary/read-stops.ts";
import { whyNoVisit, whyThisStep } from "./itinerary/reasons.ts";
import type { Asked } from "./plans.sql.ts";
import type { Weights } from "./problem.ts";
import type { Answer, Proposal } from "./proposal.ts";

type Itinerary = NonNullable<Asked["itinerary"]>;

/**
 * All services on one day, one after another, with the least waiting and walking; each day later costs as well. In the order of time.
 * Exact. Where no day has room for all of them, none is placed.
 *
 * Throws `not_found`, `retired` or `not_offered`, `empty_range`, and `invalid_request` for an order that cannot be; each with a
 * pointer into the question.
 */
export async function findItinerary(
  house: House,
  organizationId: string,
  asked: Itinerary,
  weights: Weights,
): Promise<Answer> {
  const before = precedenceOf(asked);
  const days = { from: Temporal.PlainDate.from(asked.date_from), to: Temporal.PlainDate.from(asked.date_to) };
  if (Temporal.PlainDate.compare(days.from, days.to) >= 0)
    throw fault(
      "empty_range",
      "/itinerary/date_to",
      "The end must come after the beginning; it is not part of the range.",
    );
  const now = house.now();
  const offers = await house.postgres.read(organizationId, (database) => readServices(database, asked, days, now));
  const found = await bestDay(offers, before, weights, days);
  const proposals = found.steps
    ? proposalsOf(asked, found, found.steps, weights)
    : nothing(asked, offers, found, weights);
  const objective = proposals.reduce((sum, { cost }) => sum + cost, 0);
  return { proposals, objective, bound: found.whole ? objective : 0 };
}

interface Found {
  steps: Step[] | null;
  /** How many days after the first one. */
  late: number;
  /** Which services could not be had at all on any day that was looked at, by their places. */
  missing: number[];
  /** Whether all that there is was looked at. */
  whole: boolean;
}

/** The cheapest day: no later one is looked at when it cannot be cheaper any more. */
async function bestDay(
  offers: readonly (readonly Offer[])[],
  before: Precedence,
  weights: Weights,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<Found> {
  const found: Found = { steps: null, late: 0, missing: [...offers.keys()], whole: true };
  let below = Infinity;
  const count = from.until(to, { largestUnit: "days" }).days;
  for (let late = 0; late < count && late * weights.late_day < below; late++) {
    const { stops, whole } = stopsOn(offers, from.add({ days: late }));
    found.whole &&= whole;
    const missing = [...stops.keys()].filter((service) => stops[service]!.length === 0);
    const visit = bestVisit(stops, before, weights, below - late * weights.late_day);
    if (visit) {
      [found.steps, found.late] = [visit.steps, late];
      below = visit.cost + late * weights.late_day;
    }
    found.missing = found.missing.filter((service) => missing.includes(service));
    // Others are served between two days.
    await setImmediate();
  }
  return found;
}

function proposalsOf(asked: Itinerary, found: Found, steps: readonly Step[], weights: Weights): Proposal[] {
  return steps.map((step, i) => {
    const late = i === 0 ? found.late : 0;
    const { start, end, clinicId, practitionerId, resourceIds } = step.stop;
    return {
      ...ofService(asked, step.service, clinicId),
      place: { clinicId, practitionerId, resourceIds, start, end },
      cost: step.cost + late * weights.late_day,
      reasons: whyThisStep(step, i > 0, late, weights),
    };
  });
}

function nothing(
  asked: Itinerary,
  offers: readonly (readonly Offer[])[],
  { missing }: Found,
  weights: Weights,
): Proposal[] {
  return asked.service_ids.map((_, service) => ({
    ...ofService(asked, service, offers[service]![0]!.clinic.id),
    place: null,
    cost: weights.unplaced,
    reasons: whyNoVisit(missing, service, weights),
  }));
}

const ofService = ({ patient_id, service_ids }: Itinerary, service: number, clinicId: string) => ({
  clinicId,
  patientId: patient_id,
  serviceId: service_ids[service]!,
  sessionTicketId: null,
  appointmentId: null,
  was: null,
});
