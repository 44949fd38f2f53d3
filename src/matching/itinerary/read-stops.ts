import type { Temporal } from "temporal-polyfill";
import { DomainError, fault } from "../../core/errors.ts";
import type { Range } from "../../core/ranges.ts";
import { dayBounds, epochMinuteOf } from "../../core/zones.ts";
import { atRevision, type Offer, readCandidates, readTerms } from "../../booking/offer.ts";
import type { Database } from "../../platform/database.ts";
import { findStarts, placingsAt } from "../../supply/availability.ts";
import { selectClinicsOf } from "../problem.sql.ts";
import type { Stop } from "./stop.ts";

/** Of the rooms and lanes that a start leaves so many are looked at. */
const mostSeats = 40;

interface Asked {
  patient_id: string;
  clinic_id?: string | undefined;
  service_ids: readonly string[];
}

/** Days of the calendar; the last one is not part of them. */
interface Days {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

/**
 * All that is offered of each service, by each clinic that gives it, or by the one that is asked. Throws `not_offered`, `retired`
 * or `not_found` with a pointer to the service, or to the clinic.
 */
export async function readServices(
  database: Database,
  { patient_id: patientId, clinic_id: clinicId, service_ids: ids }: Asked,
  days: Days,
  now: Temporal.Instant,
): Promise<Offer[][]> {
  const clinics = clinicId === undefined ? await selectClinicsOf(database, ids) : new Map<string, string[]>();
  const found = ids.map((id) => (clinicId === undefined ? (clinics.get(id) ?? []) : [clinicId]));
  const nowhere = found.findIndex((own) => own.length === 0);
  if (nowhere >= 0) throw fault("not_offered", `/itinerary/service_ids/${nowhere}`, "No clinic offers this service.");
  return await atRevision(database, async (reading) => {
    const offer = async (one: string, serviceId: string, i: number): Promise<Offer> => {
      try {
        const terms = await readTerms(reading, { clinicId: one, serviceId, practitionerId: null, patientId });
        return await readCandidates(reading, terms, boundsOf(days, terms.clinic.timezone), now);
      } catch (error) {
        throw pointedAt(error, `/itinerary/service_ids/${i}`);
      }
    };
    return await Promise.all(ids.map((id, i) => Promise.all(found[i]!.map((one) => offer(one, id, i)))));
  });
}

/** What is wrong with a question about one service, as a fault of the itinerary. */
function pointedAt(error: unknown, service: string): unknown {
  const pointers = new Map([
    ["/service_id", service],
    ["/clinic_id", "/itinerary/clinic_id"],
    ["/patient_id", "/itinerary/patient_id"],
  ]);
  if (!(error instanceof DomainError) || error.errors.length === 0) return error;
  const errors = error.errors.map((one) => ({ ...one, pointer: pointers.get(one.pointer) ?? one.pointer }));
  return new DomainError(error.code, error.message, { errors, members: error.members });
}

/** What each service could be on one day of the calendar of its clinic; and whether that is all. */
export function stopsOn(offers: readonly (readonly Offer[])[], date: Temporal.PlainDate) {
  let whole = true;
  const stops = offers.map((own) =>
    own.flatMap(({ clinic, candidates }) =>
      candidates.flatMap(({ plan, practitionerId }) =>
        findStarts(plan, rangeOf(date, clinic.timezone)).flatMap((start) => {
          const placings = placingsAt(plan, start, mostSeats);
          whole &&= placings.length < mostSeats;
          return placings.map((claims): Stop => {
            const ids = claims.map(({ resourceId }) => resourceId).filter((id) => id !== practitionerId);
            return {
              start,
              end: start + plan.durationMinutes,
              clinicId: clinic.id,
              practitionerId,
              resourceIds: [...new Set(ids)],
              takes: claims.map(({ resourceId, lane, range, lead }) => ({
                unit: `${resourceId} ${lane}`,
                range,
                lead,
              })),
            };
          });
        }),
      ),
    ),
  );
  return { stops, whole };
}

const boundsOf = ({ from, to }: Days, timezone: string) => ({
  from: dayBounds(from, timezone).startsAt,
  to: dayBounds(to, timezone).startsAt,
});

function rangeOf(date: Temporal.PlainDate, timezone: string): Range {
  const { startsAt, endsAt } = dayBounds(date, timezone);
  return [epochMinuteOf(startsAt), epochMinuteOf(endsAt)];
}
