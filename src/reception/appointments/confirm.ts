import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { DomainError, notFound } from "../../core/errors.ts";
import { activateClaims, type AppointmentRow, countOnSlots } from "../../booking/appointments.ts";
import { lockExpected, moveByTable } from "../../booking/move-appointment.ts";
import { readClinic } from "../../booking/offer.ts";
import { hasRunOut } from "../../booking/run-out.ts";
import type { confirmation } from "../../booking/schemas.ts";
import { followAgreement } from "../../demand/openings.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { joinQueue, readVisitOfAppointment, type VisitRow } from "../../visits/visits.ts";
import { announceAppointment } from "../announce.ts";

/**
 * What was held or asked for is agreed: its claims last, and where booking queues, its visit joins the queue. A hold that a
 * patient confirms and the clinic has to approve becomes a request. What was learned while it was held is
 * written down.
 *
 * Throws `not_found`, `version_mismatch`, `hold_expired`, or `illegal_move` when there is nothing to confirm.
 */
export async function confirm(
  house: House,
  caller: Caller,
  id: string,
  expectedVersion: number | null,
  learned: z.output<typeof confirmation> = {},
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const now = house.now();
  const confirmed = await house.postgres.write(caller.organizationId, async (tx) =>
    confirmLocked(tx, caller, await lockExpected(tx, id, expectedVersion), learned, now),
  );
  house.wake(caller.organizationId);
  return confirmed;
}

/** The same for one that is locked, within somebody's transaction, who wakes the relay. */
export async function confirmLocked(
  tx: Transaction,
  caller: Caller,
  held: AppointmentRow,
  { notes, booking_source }: z.output<typeof confirmation>,
  now: Temporal.Instant,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const { id } = held;
  if (hasExpired(held, now)) throw new DomainError("hold_expired", "The hold has run out.");
  const asks = caller.role === "patient" && held.status === "held" && held.needs_approval === true;
  const move = asks ? "request" : "confirm";
  const learned = { ...(notes !== undefined && { notes }), ...(booking_source && { booking_source }) };
  const change = { ...learned, hold_expires_at: null };
  const appointment = await moveByTable(tx, id, move, { change, actorId: caller.accountId, now });
  // A request has taken its time for good already: its claims are neither new nor changed.
  if (held.status === "held") await countOnSlots(tx, [id], await activateClaims(tx, id));
  const [clinic, scheduled] = await Promise.all([
    readClinic(tx, appointment.clinic_id),
    readVisitOfAppointment(tx, id),
    held.status === "held" ? followAgreement(tx, id, now) : undefined,
  ]);
  if (!scheduled) throw notFound("/id", "visit");
  const queues = move === "confirm" && clinic?.queue_policy === "on_booking";
  const version = scheduled.version + (queues ? 1 : 0);
  await announceAppointment(tx, appointment, { id: scheduled.id, version }, [appointment.practitioner_id], now);
  const { accountId: actorId } = caller;
  const joining = { checkInTime: appointment.starts_at, dueAt: appointment.starts_at, kind: "queue", actorId, now };
  const queued = queues ? await joinQueue(tx, scheduled.id, joining) : undefined;
  return { appointment, visit: queued ?? scheduled };
}

/** A hold whose time is up, swept already or not. */
function hasExpired(held: AppointmentRow, now: Temporal.Instant): boolean {
  if (held.status === "expired") return held.hold_expires_at !== null;
  return held.status === "held" && hasRunOut(held, now);
}
