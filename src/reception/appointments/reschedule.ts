import type { Temporal } from "temporal-polyfill";
import { DomainError, notFound } from "../../core/errors.ts";
import { epochMinuteOf } from "../../core/zones.ts";
import { type AppointmentRow, type Party, readAppointment, type Waiver } from "../../booking/appointments.ts";
import type { Refused } from "../../booking/find-starts.ts";
import { readOffer, type Wish, withoutAppointment } from "../../booking/offer.ts";
import { countMove, partyOf } from "../../booking/patient-limits.ts";
import { pinResources } from "../../booking/pin-resources.ts";
import { chooseDespite } from "../../booking/waivers.ts";
import type { Database, Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import type { VisitRow } from "../../visits/visits.ts";
import { Attempts } from "./attempts.ts";
import { refuse, takenMeanwhile } from "./refuse.ts";
import { type Move, moveKindOf, storeMove } from "./store-move.ts";
import { wholeMinute } from "./whole-minute.ts";

interface Rescheduling {
  id: string;
  startsAt: string;
  practitionerId: string | null;
  resourceIds: readonly string[];
  requestedBy: Party | undefined;
  waive: readonly Waiver[];
  expectedVersion: number | null;
}

/**
 * Moves an appointment, or a request, to another start, practitioner or resource; it stays the same appointment.
 *
 * Its own claims do not stand in its way. Throws like `book`, `illegal_move` once the patient has arrived, and
 * `reschedule_limit` when the patient wants it once more than the service allows.
 */
export async function reschedule(
  house: House,
  caller: Caller,
  command: Rescheduling,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  for (const attempts = new Attempts(); ;) {
    const now = house.now();
    const looked = await house.postgres.read(caller.organizationId, (database) => look(database, command, now));
    const { wish } = looked;
    const move = decide(looked, caller, command, now);
    if ("reasons" in move) throw await refuse(house, caller, wish, move);
    const moved = await house.postgres
      .write(caller.organizationId, (tx) => storeMove(tx, move))
      .catch((error: unknown) => outrun(error, command, attempts));
    if (moved) {
      house.wake(caller.organizationId);
      return moved;
    }
    if (!attempts.left) throw await refuse(house, caller, wish, takenMeanwhile);
  }
}

/** The same within somebody's transaction, who has made room for it there, and wakes the relay. Throws `slot_taken` where there is none. */
export async function rescheduleWithin(
  tx: Transaction,
  caller: Caller,
  command: Rescheduling,
  now: Temporal.Instant,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const move = decide(await look(tx, command, now), caller, command, now);
  if ("reasons" in move) throw new DomainError("slot_taken", "This time is not to be had any more.");
  return await storeMove(tx, move);
}

async function look(database: Database, command: Rescheduling, now: Temporal.Instant) {
  const found = await readAppointment(database, command.id);
  if (!found) throw notFound("/id", "appointment");
  requireVersion(command.expectedVersion, found);
  const wish = wishOf(found, command, wholeMinute(command.startsAt));
  const others = withoutAppointment(await readOffer(database, wish, now), command.id);
  return { found, wish, offer: pinResources(others, command.resourceIds) };
}

/** Where it goes, or why it cannot. */
function decide(
  { found, wish, offer }: Awaited<ReturnType<typeof look>>,
  caller: Caller,
  { requestedBy, waive }: Rescheduling,
  now: Temporal.Instant,
): Move | Refused {
  const kind = moveKindOf(found);
  const count = countMove(partyOf(caller, requestedBy), offer.service, found);
  const start = epochMinuteOf(wish.from);
  const choice = chooseDespite(offer, start, waive);
  if ("reasons" in choice) return choice;
  return { found, kind, count, offer, ...choice, start, actorId: caller.accountId, now };
}

/** Who named no version does not mind that somebody else changed the appointment meanwhile: it is moved as it is now. */
function outrun(error: unknown, { expectedVersion }: Rescheduling, attempts: Attempts): null {
  const stale = error instanceof DomainError && error.code === "version_mismatch" && expectedVersion === null;
  return attempts.lost(stale ? new DomainError("slot_taken", "Somebody was first.") : error);
}

/** Who names resources may name another practitioner among them; else it stays with whom it was. */
function wishOf(found: AppointmentRow, command: Rescheduling, startsAt: Temporal.Instant): Wish {
  return {
    clinicId: found.clinic_id,
    serviceId: found.service_id,
    practitionerId: command.practitionerId ?? found.practitioner_id,
    patientId: found.patient_id,
    owed: found.session_ticket_id !== null,
    from: startsAt,
    to: startsAt.add({ minutes: 1 }),
  };
}
