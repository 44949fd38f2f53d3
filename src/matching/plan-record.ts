import type { Temporal } from "temporal-polyfill";
import { illegalMove, notFound } from "../core/errors.ts";
import { planMoves, type PlanStatus } from "../core/moves.ts";
import { textOfMinute } from "../core/zones.ts";
import type { Database, Transaction } from "../platform/database.ts";
import type { Caller } from "../platform/http/caller.ts";
import { stale } from "../platform/http/conditions.ts";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";
import {
  insertPlacements,
  type NewPlacementRow,
  type PlacementRow,
  type SaidPlace,
  selectPlacements,
} from "./placements.sql.ts";
import {
  type CurvePoint,
  finishPlan,
  insertPlan,
  movePlan,
  type PlanRow,
  type PlanStep,
  selectPlan,
} from "./plans.sql.ts";
import { usualWeights, type Weights } from "./problem.ts";
import type { Answer, Place, Proposal } from "./proposal.ts";
import type { Question } from "./read-question.ts";

/** A plan without its placements, as the API answers it. */
export type PlanHead = PlanRow & { gap: number | null; optimal: boolean; stopped: boolean };
export type Plan = PlanHead & { placements: PlacementRow[] };

/** How far an answer may be from the best one, as a part of what it costs; it is the best one when nothing is between them. */
export function withGap(row: PlanRow): PlanHead {
  const { status, objective, bound } = row;
  const gap = objective === null || bound === null ? null : objective === bound ? 0 : (objective - bound) / objective;
  const optimal = gap === 0 && status !== "running" && status !== "failed";
  return { ...row, gap, optimal, stopped: answered.has(status) && row.progress < 100 };
}

/** What was found is there in these. */
const answered: ReadonlySet<PlanStatus> = new Set(["ready", "committed", "undone"]);

/** Throws `not_found`. */
export async function readPlan(database: Database, id: string): Promise<Plan> {
  const [row, placements] = await Promise.all([selectPlan(database, id), selectPlacements(database, id)]);
  if (!row) throw notFound("/id", "plan");
  return { ...withGap(row), placements };
}

/** Writes down what is asked, and with an answer that already. */
export async function storePlan(
  tx: Transaction,
  { kind, asked, clinicId }: Question,
  answer: Answer | null,
  { accountId }: Caller,
  now: Temporal.Instant,
): Promise<Plan> {
  const id = newId();
  const weights = weightsOf(asked);
  const where = clinicId ?? onlyClinic(answer?.proposals ?? []);
  await insertPlan(tx, { id, kind, clinicId: where, question: asked, weights, createdBy: accountId }, now);
  if (answer) await storeAnswer(tx, id, answer, [], now);
  return await readPlan(tx, id);
}

/** What is not named costs what it usually does. */
export function weightsOf({ weights = {} }: Question["asked"]): Weights {
  const named = Object.entries(weights).filter(([, points]) => points !== undefined);
  return { ...usualWeights, ...(Object.fromEntries(named) as Partial<Weights>) };
}

/** Says whether somebody still waits for it. */
export async function storeAnswer(
  tx: Transaction,
  planId: string,
  { proposals, objective, bound }: Answer,
  curve: readonly CurvePoint[],
  now: Temporal.Instant,
): Promise<boolean> {
  if (!(await finishPlan(tx, planId, { objective, bound, curve }, now))) return false;
  await insertPlacements(tx, planId, proposals.map(placementOf), now);
  return true;
}

function placementOf(proposal: Proposal, position: number): NewPlacementRow {
  const { place, was, cost, reasons } = proposal;
  return {
    id: newId(),
    position,
    status: place ? "proposed" : "unplaced",
    clinic_id: place?.clinicId ?? proposal.clinicId,
    patient_id: proposal.patientId,
    service_id: proposal.serviceId,
    session_ticket_id: proposal.sessionTicketId,
    appointment_id: proposal.appointmentId,
    was: was && sayPlace(was),
    practitioner_id: place?.practitionerId ?? null,
    resource_ids: place?.resourceIds ?? [],
    starts_at: place && textOfMinute(place.start),
    ends_at: place && textOfMinute(place.end),
    cost,
    reasons,
  };
}

/** A place as the API says it. */
export const sayPlace = ({ clinicId, practitionerId, resourceIds, start, end }: Place): SaidPlace => ({
  clinic_id: clinicId,
  practitioner_id: practitionerId,
  resource_ids: [...resourceIds],
  starts_at: textOfMinute(start),
  ends_at: textOfMinute(end),
});

function onlyClinic(proposals: readonly Proposal[]): string | null {
  const clinics = new Set(proposals.map(({ clinicId }) => clinicId));
  return clinics.size === 1 ? [...clinics][0]! : null;
}

interface Cancelling {
  version: number | null;
  /** Only ends a search, which then proposes the best that it has found. */
  keepFound: boolean;
}

/** Puts a plan away, or ends its search. Throws `not_found`, `version_mismatch` or `illegal_move`. */
export async function cancelPlan(
  house: House,
  caller: Caller,
  id: string,
  { version, keepFound }: Cancelling,
): Promise<Plan> {
  const move = keepFound ? { from: planMoves.finish.from, to: null } : planMoves.cancel;
  return await house.postgres.write(caller.organizationId, async (tx) => {
    await requireMove(tx, id, { ...move, version, now: house.now() });
    return await readPlan(tx, id);
  });
}

async function requireMove(tx: Transaction, id: string, step: PlanStep): Promise<void> {
  if (await movePlan(tx, id, step)) return;
  const found = await selectPlan(tx, id);
  if (!found) throw notFound("/id", "plan");
  throw step.version !== null && step.version !== found.version ? stale() : illegalMove(found.status);
}
