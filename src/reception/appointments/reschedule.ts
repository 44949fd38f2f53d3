import type { Temporal } from "temporal-polyfill";
import { DomainError, notFound } from "../../core/errors.ts";
import { epochMinuteOf } from "../../core/zones.ts";
import { type AppointmentRow, type Party, readAppointment, type Waiver } from "../../booking/appointments.ts";
import { readOffer, type Wish, withoutAppointment } from "../../booking/offer.ts";
import { countMove, partyOf } from "../../booking/patient-limits.ts";
import { pinResources } from "../../booking/pin-resources.ts";
import { chooseDespite } from "../../booking/waivers.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import type { VisitRow } from "../../visits/visits.ts";
import { Attempts } from "./attempts.ts";
import { refuse, takenMeanwhile } from "./refuse.ts";
import { moveKindOf, storeMove } from "./store-move.ts";
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
  const startsAt = wholeMinute(command.startsAt);
  const start = epochMinuteOf(startsAt);
  for (const attempts = new Attempts(); ;) {
    const now = house.now();
    const { found, wish, offer } = await house.postgres.read(caller.organizationId, async (database) => {
      const found = await readAppointment(database, command.id);
      if (!found) throw notFound("/id", "appointment");
      requireVersion(command.expectedVersion, found);
      const wish = wishOf(found, command, startsAt);
      const others = withoutAppointment(await readOffer(database, wish, now), command.id);
      return { found, wish, offer: pinResources(others, command.resourceIds) };
    });
    const kind = moveKindOf(found);
    const count = countMove(partyOf(caller, command.requestedBy), offer.service, found);
    const choice = chooseDespite(offer, start, command.waive);
    if ("reasons" in choice) throw await refuse(house, caller, wish, choice);
    const move = { found, kind, count, offer, ...choice, start, actorId: caller.accountId, now };
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
