import { DomainError } from "../core/errors.ts";
import { planMoves } from "../core/moves.ts";
import { type AppointmentRow, readAppointment } from "../booking/appointments.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { OnePart } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { cancel } from "../reception/appointments/cancel.ts";
import { undo } from "../reception/appointments/undo.ts";
import { type Chosen, eachPlacement } from "./each-placement.ts";
import { type Plan, readPlan } from "./plan-record.ts";
import type { PlacementRow } from "./placements.sql.ts";
import { movePlan } from "./plans.sql.ts";
import { Overtaken, type Settlement, settleWithout, settling } from "./settle.ts";

interface TakingBack {
  expectedVersion: number | null;
  onePart: OnePart;
}

/**
 * Takes back what a plan did: the appointments that it made are cancelled, those that it moved go back, the last one first. Each answers
 * for itself; one to which anything has happened since stays, and says so. The plan is undone when nothing of it is left. Throws as
 * `eachPlacement` does.
 */
export async function takeBackPlan(
  house: House,
  caller: Caller,
  { plan, placements }: Chosen,
  { expectedVersion, onePart }: TakingBack,
): Promise<Plan> {
  const taken = await eachPlacement(house, caller, {
    chosen: { plan, placements: placements.toReversed() },
    expectedVersion,
    onePart,
    one: (part, placement) => takeBackOne(part, caller, plan.id, placement),
    refused: (placement, { code, message: detail }) =>
      settleWithout(house, caller.organizationId, settlementOf(plan.id, placement.id, "committed"), {
        code,
        detail,
        alternatives: [],
      }),
  });
  const isLeft = taken.placements.some(({ status }) => status === "committed");
  if (isLeft || taken.status !== "committed") return taken;
  return await house.postgres.write(caller.organizationId, async (tx) => {
    await movePlan(tx, plan.id, { ...planMoves.undo, version: null, now: house.now() });
    return await readPlan(tx, plan.id);
  });
}

const settlementOf = (planId: string, placementId: string, to: "undone" | "committed"): Settlement => ({
  planId,
  placementId,
  plan: { from: planMoves.undo.from, to: null },
  placement: { from: ["committed"], to },
});

async function takeBackOne(house: House, caller: Caller, planId: string, placement: PlacementRow): Promise<object> {
  const { appointment_id: id, was, status } = placement;
  if (status !== "committed" || id === null) throw new Overtaken();
  const found = await house.postgres.read(caller.organizationId, (database) => readAppointment(database, id));
  const settlement = settlementOf(planId, placement.id, "undone");
  if (was === null) {
    // Whatever happens to an appointment counts up its version.
    if (found?.version !== 1) throw changedSince();
    return await cancel(settling(house, settlement), caller, id, {
      reason: null,
      requestedBy: "clinic",
      expectedVersion: 1,
    });
  }
  if (!found || !isWhere(found, placement)) throw changedSince();
  // It must be where it was before, or something came in between.
  const require = (back: AppointmentRow) => {
    if (Date.parse(was.starts_at) !== back.starts_at.epochMilliseconds || back.practitioner_id !== was.practitioner_id)
      throw changedSince();
  };
  return await undo(settling(house, { ...settlement, require }), caller, id, found.version);
}

const isWhere = (found: AppointmentRow, { starts_at, practitioner_id }: PlacementRow): boolean =>
  starts_at !== null && found.starts_at.equals(starts_at) && found.practitioner_id === practitioner_id;

const changedSince = (): DomainError => new DomainError("illegal_move", "It was changed since; look at it by itself.");
