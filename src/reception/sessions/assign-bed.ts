import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { illegalMove, notFound } from "../../core/errors.ts";
import { type AppointmentRow, readAppointment } from "../../booking/appointments.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import type { bedAssignment } from "../../supply/sessions/admission-schemas.ts";
import { readVisitOfAppointment, type VisitRow } from "../../visits/visits.ts";
import { bedOf, freeBeds, movableFrom } from "./beds.ts";
import type { BedRow } from "./beds.sql.ts";
import { announceBed, type BedChange, giveBeds, movableStatuses, recordBed } from "./give-beds.ts";
import { requireBed, taken } from "./make-room.ts";
import { lockExpectedSession, readBeds, requireOn } from "./session-record.ts";

type Assignment = z.output<typeof bedAssignment>;

/**
 * Gives an admitted patient a bed of the session, before or during the treatment. Who merely keeps that bed gets the one that becomes
 * free; with `swap` two who were given theirs change places.
 *
 * Throws `not_found`, `version_mismatch`, `illegal_move`, `bed_taken` or `bed_out_of_service`.
 */
export async function assignBed(
  house: House,
  caller: Caller,
  id: string,
  { bed_id, swap = false }: Assignment,
  expectedVersion: number | null,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const now = house.now();
  const assigned = await house.postgres.write(caller.organizationId, async (tx) => {
    const { admitted, beds } = await lockAdmission(tx, id, expectedVersion, now);
    const actorId = caller.accountId;
    const bed = requireBed(beds, bed_id);
    const appointment = await giveBed(tx, { admitted, beds, bed, swap, actorId, now });
    const visit = await readVisitOfAppointment(tx, id);
    if (!visit) throw notFound("/id", "visit");
    return { appointment, visit };
  });
  house.wake(caller.organizationId);
  return assigned;
}

/** The appointment and its session's beds, as they stay until the end: the session is locked. Throws what `assignBed` does. */
async function lockAdmission(tx: Transaction, id: string, expectedVersion: number | null, now: Temporal.Instant) {
  const sessionId = (await readAppointment(tx, id))?.session_id;
  if (!sessionId) throw notFound("/id", "admission");
  requireOn(await lockExpectedSession(tx, sessionId, null));
  const admitted = await readAppointment(tx, id);
  // Somebody moved it to another session, or to none, while this one waited for the lock.
  if (admitted?.session_id !== sessionId) throw illegalMove("moved");
  requireVersion(expectedVersion, admitted);
  if (!movableStatuses.some((status) => status === admitted.status)) throw illegalMove(admitted.status);
  return { admitted, beds: await readBeds(tx, sessionId, now) };
}

interface Giving {
  admitted: AppointmentRow;
  beds: readonly BedRow[];
  bed: BedRow;
  swap: boolean;
  actorId: string | null;
  now: Temporal.Instant;
}

async function giveBed(tx: Transaction, { admitted, beds, bed, swap, actorId, now }: Giving): Promise<AppointmentRow> {
  const { id } = admitted;
  if (admitted.bed_id === bed.id) return admitted;
  const own = bedOf(beds, id);
  if (own?.id === bed.id) {
    const given = await recordBed(tx, id, { bedId: bed.id }, actorId, now);
    await announceBed(tx, given, now);
    return given;
  }
  const change = { appointmentId: id, bedId: bed.id, given: true };
  const other = bed.holders.length === 0 ? [] : [displaced(beds, bed, own, swap)];
  const [changed] = await giveBeds(tx, new Set(beds.map((one) => one.id)), [change, ...other], actorId, now);
  return changed!;
}

/** Where whoever has the bed goes: to the one that becomes free, if it can be used, or to any that is free. */
function displaced(beds: readonly BedRow[], bed: BedRow, own: BedRow | undefined, swap: boolean): BedChange {
  const keeper = movableFrom(bed);
  const [holder, ...others] = bed.holders;
  const swaps = swap && others.length === 0 && holder!.admitted && holder!.status !== "completed";
  if (!keeper && !swaps) throw taken();
  const instead = own && !own.out ? own : freeBeds(beds)[0];
  if (!instead) throw taken();
  return { appointmentId: holder!.appointmentId, bedId: instead.id, given: holder!.given };
}
