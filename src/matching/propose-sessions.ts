import { setImmediate } from "node:timers/promises";
import { unplacedCost } from "./costs.ts";
import { LeftOver } from "./left-over.ts";
import type { Demand, Placed, Problem } from "./problem.ts";
import type { Wanted } from "./problem.sql.ts";
import type { Place, Proposal } from "./proposal.ts";
import type { Sight } from "./sight.ts";
import { reasonsFor } from "./why.ts";
import { reasonsUnplaced } from "./why-unplaced.ts";

/** After so many requests others are served. */
const atOnce = 20;

/**
 * A proposal for each planned session of the requests, in their order: where a solver has placed it, or why it was left out. `wanted`
 * and `placed` stand in the order of the problem's requests.
 */
export async function proposeSessions(
  problem: Problem,
  wanted: readonly Wanted[],
  placed: readonly (readonly Placed[])[],
  against: Sight["against"],
): Promise<Proposal[]> {
  const left = new LeftOver(problem, placed.flat());
  const sight: Sight = { against, isLeft: (offering, start) => left.isLeft(offering, start) };
  const proposals: Proposal[] = [];
  for (const [i, demand] of problem.requests.entries()) {
    if (i % atOnce === atOnce - 1) await setImmediate();
    proposals.push(...proposalsOf(problem, demand, wanted[i]!, placed[i]!, sight));
  }
  return proposals;
}

function proposalsOf(
  problem: Problem,
  demand: Demand,
  { clinic_id, patient_id, service_id }: Wanted,
  placed: readonly Placed[],
  sight: Sight,
): Proposal[] {
  const whom = { clinicId: clinic_id, patientId: patient_id, serviceId: service_id, appointmentId: null, was: null };
  const given = placed.map((one, i): Proposal => {
    const reasons = reasonsFor(problem, demand, placed, i, sight);
    return { ...whom, sessionTicketId: one.ticketId, place: placeOf(problem, one), cost: one.cost, reasons };
  });
  const isGiven = new Set(placed.map(({ ticketId }) => ticketId));
  const leftOut = demand.ticketIds.filter((id) => !isGiven.has(id));
  if (leftOut.length === 0) return given;
  const reasons = reasonsUnplaced(problem, demand, placed, sight);
  const cost = unplacedCost(demand, problem.weights);
  return [...given, ...leftOut.map((sessionTicketId) => ({ ...whom, sessionTicketId, place: null, cost, reasons }))];
}

function placeOf({ offerings, resources }: Problem, { offering: index, start: at, resources: taken }: Placed): Place {
  const { clinicId, practitionerId, starts, durationMinutes } = offerings[index]!;
  const start = starts[at]!;
  const ids = taken.map((i) => resources[i]!.resourceId).filter((id) => id !== practitionerId);
  return { clinicId, practitionerId, resourceIds: [...new Set(ids)], start, end: start + durationMinutes };
}
