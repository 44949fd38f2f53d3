import type { Temporal } from "temporal-polyfill";
import { illegalMove, notFound } from "../../core/errors.ts";
import type { AppointmentStatus } from "../../core/moves.ts";
import {
  type AppointmentRow,
  type ChangedClaim,
  countOnSlots,
  insertClaims,
  lockAppointment,
  releaseClaims,
} from "../../booking/appointments.ts";
import { recordMove } from "../../booking/move-appointment.ts";
import type { Transaction } from "../../platform/database.ts";
import { readVisitOfAppointment } from "../../visits/visits.ts";
import { announceAppointment } from "../announce.ts";
import { selectLiveClaims, takeBedsAway } from "./give-beds.sql.ts";

/** A bed that an appointment takes from now on, and whether it is given or merely kept. */
export interface BedChange {
  appointmentId: string;
  bedId: string;
  given: boolean;
  /** That it takes back what was done last. */
  kind?: "undo";
}

/** Who may have another bed: everybody whose treatment is not over. */
export const movableStatuses = ["held", "pending", "confirmed", "checked_in"] as const satisfies AppointmentStatus[];

/**
 * Each appointment takes the bed that it is named with, all of them at once: claims, slots, events. Its other claims are made anew
 * with it, so that those of one booking stay together. The session is locked, `bedIds` are its beds.
 *
 * Throws `slot_taken` when something that is not of the session has the bed, and `illegal_move` for whom is treated.
 */
export async function giveBeds(
  tx: Transaction,
  bedIds: ReadonlySet<string>,
  changes: readonly BedChange[],
  actorId: string | null,
  now: Temporal.Instant,
): Promise<AppointmentRow[]> {
  const ids = changes.map(({ appointmentId }) => appointmentId);
  for (const id of ids.toSorted()) await lockAppointment(tx, id);
  const claims = await selectLiveClaims(tx, ids);
  const released: ChangedClaim[] = [];
  await takeBedsAway(tx, ids);
  for (const id of ids) released.push(...(await releaseClaims(tx, id)));
  const changed: AppointmentRow[] = [];
  for (const { appointmentId: id, bedId, given, kind } of changes) {
    const own = claims.filter((claim) => claim.appointmentId === id);
    const there = own.map((claim) => (bedIds.has(claim.resourceId) ? { ...claim, resourceId: bedId, lane: 1 } : claim));
    changed.push(await recordBed(tx, id, { bedId: given ? bedId : null, kind }, actorId, now));
    await insertClaims(tx, id, own[0]?.status ?? "active", there);
  }
  await countOnSlots(tx, ids, released);
  for (const appointment of changed) await announceBed(tx, appointment, now);
  return changed;
}

interface RecordedBed {
  bedId: string | null;
  kind?: "assign_bed" | "keep_bed" | "undo" | undefined;
}

/** The bed that an appointment has already becomes its own, or is merely kept from now on. */
export async function recordBed(
  tx: Transaction,
  id: string,
  { bedId, kind = bedId === null ? "keep_bed" : "assign_bed" }: RecordedBed,
  actorId: string | null,
  now: Temporal.Instant,
): Promise<AppointmentRow> {
  const found = await lockAppointment(tx, id);
  if (!found) throw notFound("/id", "appointment");
  const from = movableStatuses.filter((status) => status === found.status);
  const move = { kind, from, to: found.status } as const;
  const moved = await recordMove(tx, id, move, { change: { bed_id: bedId }, actorId, now });
  if (!moved) throw illegalMove(found.status);
  return moved;
}

export async function announceBed(tx: Transaction, appointment: AppointmentRow, now: Temporal.Instant): Promise<void> {
  const visit = await readVisitOfAppointment(tx, appointment.id);
  if (visit) await announceAppointment(tx, appointment, visit, [appointment.practitioner_id], now);
}
