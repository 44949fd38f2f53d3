import type { Temporal } from "temporal-polyfill";
import { visitMoves } from "../../core/moves.ts";
import { type ChangedClaim, countOnSlots, lockAppointment, releaseClaims } from "../../booking/appointments.ts";
import { moveByTable } from "../../booking/move-appointment.ts";
import { hasRunOut } from "../../booking/run-out.ts";
import { noteFreedTime } from "../../demand/openings.ts";
import type { Transaction } from "../../platform/database.ts";
import { moveVisit, readVisitOfAppointment } from "../../visits/visits.ts";
import { announceAppointment } from "../announce.ts";

export interface Expired {
  appointmentIds: string[];
  /** Their claims, which `countOnSlots` still has to give back, together with those of whoever takes the time. */
  released: ChangedClaim[];
}

export const nothingExpired: Expired = { appointmentIds: [], released: [] };

/**
 * Ends holds whose time is up, and requests whose start has come: claims released, visit off, an event for each. What was
 * confirmed or asked for meanwhile is left alone. Locks them in the order of their ids, before anything else is locked.
 */
export async function expireHolds(tx: Transaction, ids: readonly string[], now: Temporal.Instant): Promise<Expired> {
  const expired: Expired = { appointmentIds: [], released: [] };
  for (const id of [...ids].sort()) {
    const found = await lockAppointment(tx, id);
    if (!found || !hasRunOut(found, now)) continue;
    const appointment = await moveByTable(tx, id, "expire", { actorId: null, now });
    const visit = await readVisitOfAppointment(tx, id);
    const move = { ...visitMoves.cancel, kind: "expire", actorId: null, version: null, times: {}, now };
    const off = visit && (await moveVisit(tx, visit.id, move));
    expired.appointmentIds.push(id);
    expired.released.push(...(await releaseClaims(tx, id)));
    await noteFreedTime(tx, appointment, { offer: "lapsed" }, now);
    if (off) await announceAppointment(tx, appointment, off, [appointment.practitioner_id], now);
  }
  return expired;
}

/** Ends one of them whose time nobody takes; says whether it was to be ended. */
export async function expireOne(tx: Transaction, id: string, now: Temporal.Instant): Promise<boolean> {
  const { appointmentIds, released } = await expireHolds(tx, [id], now);
  if (appointmentIds.length > 0) await countOnSlots(tx, appointmentIds, released);
  return appointmentIds.length > 0;
}
