import type { Weights } from "../problem.ts";
import type { Answer, Proposal } from "../proposal.ts";
import { type Choice, exclude } from "./choices.ts";
import { WaysOf } from "./gather.ts";
import type { GoOn } from "./go-on.ts";
import type { Moving } from "./moving.ts";
import { reasonsOf } from "./reasons.ts";
import { byPeople, bySeats, type Seated, type Source } from "./time-first.ts";
import { seatedIn, type Way } from "./ways.ts";

/** So many are placed together; more one lot after another, in the order of time. */
const atOnce = 80;

/**
 * Where the appointments go. Of all proposals those that keep the most times, and of these one that costs the least: `bound` is
 * `objective` then, else what is known of those that keep as many times.
 */
export async function propose(movings: readonly Moving[], weights: Weights, goOn: GoOn): Promise<Answer> {
  const sorted = movings.toSorted((a, b) => a.was.start - b.was.start || (a.appointmentId < b.appointmentId ? -1 : 1));
  const picked: Seated[] = [];
  let [bound, exact] = [0, sorted.length <= atOnce];
  for (let i = 0; i < sorted.length; i += atOnce) {
    const lot = sorted.slice(i, i + atOnce);
    const found = await placeLot(lot, picked, weights, goOn);
    exact &&= found.exact;
    bound += found.bound;
    picked.push(...found.picks);
  }
  const objective = picked.reduce((sum, { way }) => sum + way.cost, 0);
  const proposals = sorted.map((moving, i) => proposalOf(moving, picked[i]!, weights));
  return { proposals, objective, bound: exact ? objective : bound };
}

/** Rooms are seldom what is scarce: without them it is decided by whom and when, and often there are rooms for that. */
async function placeLot(lot: readonly Moving[], taken: readonly Seated[], weights: Weights, goOn: GoOn) {
  const all = lot.map((moving) => new WaysOf(moving, weights));
  const sources = all.map((own): Source => (count) => {
    const { ways, rest } = own.first(count);
    return { ways: ways.flatMap((way) => beside(way, taken)), rest };
  });
  const found = (await byPeople(sources, weights, goOn)) ?? (await bySeats(sources, weights, goOn));
  const cheapest = all.map((own) => own.first(1).ways.reduce((least, { cost }) => Math.min(least, cost), Infinity));
  const alone = cheapest.reduce((sum, cost) => sum + cost, 0);
  // What an earlier lot took could have gone to this one.
  return { ...found, bound: taken.length > 0 ? alone : Math.max(alone, found.bound) };
}

/** The way with the seats that are left beside what is taken. */
function beside(way: Way, taken: readonly Seated[]): Way[] {
  if (taken.length === 0) return [way];
  const others = taken.map(({ way: other, seat }): Choice => ({ ...other, takes: seat.takes }));
  const seats = way.seats.filter(({ takes }) => !others.some((other) => exclude({ ...way, takes }, other)));
  return seatedIn(way, seats);
}

function proposalOf(moving: Moving, { way, seat }: Seated, weights: Weights): Proposal {
  const { appointmentId, patientId, serviceId, sessionTicketId, was } = moving;
  const { candidate, start, cost } = way;
  const place = candidate && {
    clinicId: was.clinicId,
    practitionerId: candidate.practitionerId,
    resourceIds: seat.resourceIds,
    start,
    end: start + candidate.plan.durationMinutes,
  };
  const whom = { clinicId: was.clinicId, patientId, serviceId, sessionTicketId, appointmentId };
  return { ...whom, was, place, cost, reasons: reasonsOf(moving, way, weights) };
}
