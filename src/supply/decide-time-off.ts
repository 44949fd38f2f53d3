import type { Temporal } from "temporal-polyfill";
import type { Transaction } from "../platform/database.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { impactOf, observe } from "./measure-impact.ts";
import { approveTimeOff, type Decision, readTimeOff } from "./time-off.ts";

/**
 * Approves a request and says what that does: which appointments it strands, and how the slots change. Throws as
 * `approveTimeOff` does.
 */
export async function approve(house: House, { organizationId }: Caller, id: string, decision: Decision) {
  const { approved, observed } = await house.postgres.write(organizationId, (tx) =>
    weigh(tx, id, decision, house.now()),
  );
  house.wake(organizationId);
  return { time_off_request: approved, ...(await impactOf(observed)) };
}

/** What `approve` would do, without doing it: the request is as it stands. Throws as it does. */
export async function previewApproval(house: House, { organizationId }: Caller, id: string, decision: Decision) {
  const { request, observed } = await house.postgres.rehearse(organizationId, (tx) =>
    weigh(tx, id, decision, house.now()),
  );
  return { time_off_request: request, ...(await impactOf(observed)) };
}

async function weigh(tx: Transaction, id: string, decision: Decision, now: Temporal.Instant) {
  const request = await readTimeOff(tx, id);
  const touched = { ...request, clinic_id: null, room_id: null };
  const { done, observed } = await observe(tx, [touched], now, () => approveTimeOff(tx, id, decision, now));
  return { request, approved: done, observed };
}
