import type { Range } from "../core/ranges.ts";
import type { Pattern } from "../demand/wishes.ts";
import { takesKind } from "./costs.ts";
import type { Found } from "./offerings.ts";
import type { Demand, Pattern as Preference, Supply } from "./problem.ts";
import type { Wanted } from "./problem.sql.ts";
import type { Window } from "./window.ts";

/** What is wanted as solvers read it, with whatever of all that was found it may take. */
export function demandOf(
  wanted: Wanted,
  { earliestDay, latestDay }: Window,
  found: readonly Found[],
  resources: readonly Supply[],
  busy: readonly Range[],
): Demand {
  return {
    requestId: wanted.id,
    patientId: wanted.patient_id,
    ticketIds: wanted.ticket_ids,
    earliestDay,
    latestDay,
    minDaysBetween: wanted.min_days_between,
    maxDaysBetween: wanted.max_days_between,
    preferredDaysBetween: wanted.preferred_days_between,
    fixedDays: wanted.given.map(({ day }) => day),
    fixedPractitionerIds: wanted.given.map(({ practitioner_id }) => practitioner_id),
    offerings: found.flatMap((one, i) => (mayTake(wanted, one, resources) ? [i] : [])),
    preferredPractitionerId: wanted.practitioner_id,
    preferredClinicId: wanted.clinic_id,
    preferredRoomKind: wanted.room_kind,
    patterns: wanted.patterns.map(preferenceOf),
    priority: wanted.priority,
    busy,
  };
}

/** Whether it meets what is required. A choice narrowed to a kind of room is there for those who wish that kind. */
function mayTake(wanted: Wanted, { offering, roomKind }: Found, resources: readonly Supply[]): boolean {
  const { serviceId, clinicId, practitionerId } = offering;
  return (
    serviceId === wanted.service_id &&
    (!wanted.clinic_required || clinicId === wanted.clinic_id) &&
    (!wanted.practitioner_required || practitionerId === wanted.practitioner_id) &&
    (roomKind === null || roomKind === wanted.room_kind) &&
    (!wanted.room_kind_required || takesKind({ resources }, offering, wanted.room_kind!))
  );
}

const preferenceOf = ({ weekday, start_local, end_local, practitioner_id, weight }: Pattern): Preference => ({
  weekday,
  startMinute: start_local === null ? null : minuteOf(start_local),
  endMinute: end_local === null ? null : minuteOf(end_local),
  practitionerId: practitioner_id,
  weight,
});

const minuteOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5));
