import type { Temporal } from "temporal-polyfill";
import { type AppointmentMove, appointmentMoves, type AppointmentStatus } from "../core/moves.ts";
import { type DomainError, illegalMove, notFound } from "../core/errors.ts";
import { followAppointment } from "../demand/tickets.ts";
import type { Transaction } from "../platform/database.ts";
import { requireVersion } from "../platform/http/conditions.ts";
import {
  type AppointmentChange,
  type AppointmentRow,
  lockAppointment,
  moveAppointment,
  selectAppointment,
} from "./appointments.sql.ts";
import { insertEvent } from "./events.sql.ts";

/** A bed of its session is given, or only kept from now on: in any state, and to none other. */
type BedMove = "assign_bed" | "keep_bed" | "leave_session";

export interface MoveOptions {
  change?: AppointmentChange;
  actorId: string | null;
  expectedVersion?: number | null;
  now: Temporal.Instant;
}

/** The appointment, locked, for who decides by what it is. Throws `not_found`, or `version_mismatch` when one is expected. */
export async function lockExpected(
  tx: Transaction,
  id: string,
  expectedVersion: number | null,
): Promise<AppointmentRow> {
  const found = await lockAppointment(tx, id);
  if (!found) throw notFound("/id", "appointment");
  requireVersion(expectedVersion, found);
  return found;
}

/**
 * Moves the appointment by one row of the transition table and records the event; gives the appointment as it is then.
 *
 * Throws `not_found`, `version_mismatch`, or `illegal_move` with the status that was found.
 */
export async function moveByTable(
  tx: Transaction,
  id: string,
  move: AppointmentMove,
  options: MoveOptions,
): Promise<AppointmentRow> {
  const moved = await recordMove(tx, id, { kind: move, ...appointmentMoves[move] }, options);
  if (!moved) throw await whyNot(tx, id, options.expectedVersion ?? null);
  return moved;
}

/**
 * A guarded move with its event, for who knows from where to where without the table; the session that it gives follows. No row
 * back: it was not there any more.
 */
export async function recordMove(
  tx: Transaction,
  id: string,
  {
    kind,
    from,
    to,
  }: { kind: AppointmentMove | "undo" | BedMove; from: readonly AppointmentStatus[]; to: AppointmentStatus },
  { change = {}, actorId, expectedVersion = null, now }: MoveOptions,
): Promise<AppointmentRow | undefined> {
  const moved = await moveAppointment(tx, id, { from, to, version: expectedVersion, change, now });
  if (!moved) return undefined;
  const recorded = { ...change, status: to, version: moved.version, updated_at: now.toString() };
  const event = {
    subject: "appointment",
    subjectId: id,
    version: moved.version,
    kind,
    actorId,
    change: recorded,
    day: "service_date" in change ? { clinicId: moved.clinic_id, serviceDate: moved.service_date.toString() } : null,
  } as const;
  const [appointment] = await Promise.all([selectAppointment(tx, id), insertEvent(tx, event, now)]);
  if (appointment?.session_ticket_id) await followAppointment(tx, appointment.session_ticket_id, from[0]!, to, now);
  return appointment;
}

async function whyNot(tx: Transaction, id: string, expectedVersion: number | null): Promise<DomainError> {
  const found = await selectAppointment(tx, id);
  if (!found) return notFound("/id", "appointment");
  requireVersion(expectedVersion, found);
  return illegalMove(found.status);
}
