import type { Temporal } from "temporal-polyfill";
import { type AppointmentRow, lockAppointment, readAppointment } from "../../booking/appointments.ts";
import { type FormerAppointment, notUndoable, type UndoPlan } from "../../booking/undo-plan.ts";
import { DomainError } from "../../core/errors.ts";
import type { Transaction } from "../../platform/database.ts";
import { bedOf, freeBeds, movableFrom } from "./beds.ts";
import type { BedRow } from "./beds.sql.ts";
import { announceBed, type BedChange, giveBeds, recordBed } from "./give-beds.ts";
import { requireBed, taken } from "./make-room.ts";
import { selectGivenWith } from "./give-beds.sql.ts";
import { readBeds } from "./session-record.ts";

interface Undoing {
  found: AppointmentRow;
  plan: UndoPlan;
  actorId: string;
  now: Temporal.Instant;
}

/**
 * Takes back that an appointment was given a bed: it has the one that it was given before, or none. Whoever changed places with it
 * changes back; who merely keeps the former bed gives way. The session is locked.
 *
 * Throws `bed_taken` when the former bed was given to somebody else since, and `bed_out_of_service` when it cannot be used.
 */
export async function undoBed(tx: Transaction, { found, plan, actorId, now }: Undoing): Promise<AppointmentRow> {
  const { id, session_id: sessionId, version } = found;
  const locked = await lockAppointment(tx, id);
  if (locked?.version !== version) throw new DomainError("slot_taken", "Somebody was first.");
  const beds = await readBeds(tx, sessionId!, now);
  const other = await selectGivenWith(tx, plan.eventId);
  const { bed, changes } = wayBack(beds, found, plan.before, other);
  const given = plan.before.bed_id !== null;
  const own = { appointmentId: id, bedId: bed.id, given, kind: "undo" } as const;
  if (bedOf(beds, id)?.id !== bed.id) {
    await giveBeds(tx, new Set(beds.map((one) => one.id)), [own, ...changes], actorId, now);
    return (await readAppointment(tx, id))!;
  }
  const back = await recordBed(tx, id, { ...own, bedId: given ? bed.id : null }, actorId, now);
  await announceBed(tx, back, now);
  return back;
}

/** The bed to which it goes back, and who has to have another for that. */
function wayBack(
  beds: readonly BedRow[],
  { id }: AppointmentRow,
  { bed_id: formerId }: FormerAppointment,
  other: string | null,
): { bed: BedRow; changes: BedChange[] } {
  const own = bedOf(beds, id);
  const swapped = other === null ? undefined : bedOf(beds, other);
  const bed = formerId === null ? (swapped ?? own) : requireBed(beds, formerId);
  if (!bed) throw notUndoable("The bed that was kept before is not known any more.");
  const [holder, ...more] = bed.holders.filter(({ appointmentId }) => appointmentId !== id);
  if (!holder) return { bed, changes: [] };
  if (more.length > 0 || (holder.appointmentId !== other && !movableFrom(bed))) throw taken();
  const instead = own && !own.out ? own : freeBeds(beds)[0];
  if (!instead) throw taken();
  return { bed, changes: [{ appointmentId: holder.appointmentId, bedId: instead.id, given: holder.given }] };
}
