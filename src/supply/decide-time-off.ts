import type { Temporal } from "temporal-polyfill";
import type { Transaction } from "../platform/database.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { measureImpact } from "./measure-impact.ts";
import { approveTimeOff, type Decision, readTimeOff } from "./time-off.ts";

/**
 * Approves a request and says what that does: which appointments it strands, and how the slots change. Throws as
 * `approveTimeOff` does.
 */
export async function approve(house: House, { organizationId }: Caller, id: string, decision: Decision) {
  const { approved, impact } = await house.postgres.write(organizationId, (tx) => weigh(tx, id, decision, house.now()));
  house.wake(organizationId);
  return { time_off_request: approved, ...impact };
}

/** What `approve` would do, without doing it: the request is as it stands. Throws as it does. */
export async function previewApproval(house: House, { organizationId }: Caller, id: string, decision: Decision) {
  const { request, impact } = await house.postgres.rehearse(organizationId, (tx) =>
    weigh(tx, id, decision, house.now()),
  );
  return { time_off_request: request, ...impact };
}

async function weigh(tx: Transaction, id: string, decision: Decision, now: Temporal.Instant) {
  const request = await readTimeOff(tx, id);
  const touched = { ...request, clinic_id: null, room_id: null };
  const { done, impact } = await measureImpact(tx, [touched], now, () => approveTimeOff(tx, id, decision, now));
  return { request, approved: done, impact };
}
