import type { PlacementStatus, PlanStatus } from "../core/moves.ts";
import type { AppointmentRow } from "../booking/appointments.ts";
import type { Transaction } from "../platform/database.ts";
import { type House, withWrite } from "../platform/house.ts";
import { movePlacement, type Refusal } from "./placements.sql.ts";
import { movePlan } from "./plans.sql.ts";

/** Somebody else has decided about the placement, or about all of the plan, meanwhile. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}

export interface Settlement {
  planId: string;
  placementId: string;
  plan: { from: readonly PlanStatus[]; to: PlanStatus | null };
  placement: { from: readonly PlacementStatus[]; to: PlacementStatus };
  /** Throws where the appointment has not become what it should. */
  require?: (appointment: AppointmentRow) => void;
}

/**
 * A house in which what is done to an appointment and what is written of its placement are one transaction: a process may die at any
 * moment, and the plan still says what has happened. The plan is locked first, so two who agree it take turns, placement by placement.
 * Throws `Overtaken` when there is nothing to settle any more; then nothing has happened.
 */
export function settling(house: House, settlement: Settlement): House {
  const { postgres } = house;
  const write: House["postgres"]["write"] = (organizationId, work) =>
    postgres.write(organizationId, async (tx) => {
      await lockOf(tx, settlement, house);
      // What would be committed early waits for the rest.
      const answer = await work({ ...tx, commit: () => {} });
      // Every use case that a plan calls answers with the appointment.
      const { appointment } = answer as { appointment: AppointmentRow };
      settlement.require?.(appointment);
      await settle(tx, settlement, { appointmentId: appointment.id, refusal: null }, house);
      return answer;
    });
  return withWrite(house, write);
}

/** Writes down what came of a placement without anything done to an appointment. Throws `Overtaken` like `settling`. */
export async function settleWithout(
  house: House,
  organizationId: string,
  settlement: Settlement,
  refusal: Refusal,
): Promise<void> {
  await house.postgres.write(organizationId, async (tx) => {
    await lockOf(tx, settlement, house);
    await settle(tx, settlement, { appointmentId: null, refusal }, house);
  });
}

async function lockOf(tx: Transaction, { planId, plan }: Settlement, house: House): Promise<void> {
  if (!(await movePlan(tx, planId, { ...plan, version: null, now: house.now() }))) throw new Overtaken();
}

async function settle(
  tx: Transaction,
  { placementId, placement }: Settlement,
  outcome: { appointmentId: string | null; refusal: Refusal | null },
  house: House,
): Promise<void> {
  if (!(await movePlacement(tx, placementId, { ...placement, ...outcome, now: house.now() }))) throw new Overtaken();
}
