import type { Temporal } from "temporal-polyfill";
import { refusalOf } from "../core/errors.ts";
import { epochMinuteOf } from "../core/zones.ts";
import { nearestStarts, sayStart } from "../booking/find-starts.ts";
import { readOffer, withoutAppointment } from "../booking/offer.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { selectSessionTerms, type SessionTerms } from "./asked.sql.ts";
import type { PlacementRow, SaidPlace } from "./placements.sql.ts";
import { fitsDay } from "./require-session.ts";

const [daysBefore, daysAfter] = [7, 28];
const enough = 5;
/** So many are looked at for those that keep the days between sessions. */
const looked = 2_000;

/** What another time would not help against. */
const final = new Set(["ticket_spent", "not_found", "retired", "illegal_move", "version_mismatch"]);

/**
 * Where a placement that cannot be had any more could be instead: the nearest starts by the same practitioner, or by anybody where that
 * one has none and is not required. They keep the request's dates and its distance from the sessions that are booked.
 */
export async function otherPlaces(
  house: House,
  caller: Caller,
  placement: PlacementRow,
  code: string,
): Promise<SaidPlace[]> {
  const { starts_at: wanted, session_ticket_id: ticketId, practitioner_id: who } = placement;
  if (final.has(code) || !wanted) return [];
  return await house.postgres.read(caller.organizationId, async (database) => {
    const terms = ticketId === null ? undefined : await selectSessionTerms(database, ticketId);
    const nearest = async (practitionerId: string | null) => {
      const wish = wishAround(placement, practitionerId, wanted);
      const read = await readOffer(database, wish, house.now());
      const offer = placement.appointment_id === null ? read : withoutAppointment(read, placement.appointment_id);
      const range = [epochMinuteOf(wish.from), epochMinuteOf(wish.to)] as const;
      return nearestStarts(offer, epochMinuteOf(wanted), range, looked)
        .filter(({ start }) => !terms || fitsDay(terms, start))
        .slice(0, enough)
        .map((start) => ({ clinic_id: placement.clinic_id, ...sayStart(start) }));
    };
    const own = await nearest(who).catch(nowhere);
    const mayBeOther = who !== null && requiredBy(terms) === null;
    return own.length > 0 || !mayBeOther ? own : await nearest(null).catch(nowhere);
  });
}

const requiredBy = (terms: SessionTerms | undefined): string | null => terms?.practitioner_id ?? null;

/** Who is not there any more, or does not offer it, has no starts. */
function nowhere(error: unknown): SaidPlace[] {
  refusalOf(error);
  return [];
}

const wishAround = (placement: PlacementRow, practitionerId: string | null, wanted: Temporal.Instant) => ({
  clinicId: placement.clinic_id,
  serviceId: placement.service_id,
  practitionerId,
  patientId: placement.patient_id,
  owed: placement.session_ticket_id !== null,
  from: wanted.subtract({ hours: 24 * daysBefore }),
  to: wanted.add({ hours: 24 * daysAfter }),
});
