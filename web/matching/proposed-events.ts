import type { CalendarAppointment, Placement } from "../api/types.ts";
import type { GridEvent } from "../calendar/grid-events.ts";
import { addWallMinutes, dateIn, minutesBetween, wallOf } from "../text/days.ts";

const prefix = "proposed ";

/** The placement that a card of the grid stands for; null for a card of an appointment. */
export const placementIdOf = (eventId: string): string | null =>
  eventId.startsWith(prefix) ? eventId.slice(prefix.length) : null;

/** Cards for what a plan proposes on a date; what is agreed stands in the calendar itself. */
export function proposedEvents(
  placements: readonly Placement[],
  date: string,
  zone: string,
  chosen: string | null,
): GridEvent[] {
  return placements.flatMap((placement) => {
    const { starts_at, ends_at, status } = placement;
    if (status !== "proposed" || !starts_at || !ends_at || dateIn(starts_at, zone) !== date) return [];
    return [cardOf({ ...placement, starts_at, ends_at }, zone, placement.id === chosen)];
  });
}

type Placed = Placement & { starts_at: string; ends_at: string };

function cardOf(placement: Placed, zone: string, chosen: boolean): GridEvent {
  const start = wallOf(placement.starts_at, zone);
  const column = placement.practitioner_id;
  return {
    id: prefix + placement.id,
    start,
    end: addWallMinutes(start, minutesBetween(placement.starts_at, placement.ends_at)),
    resourceIds: column ? [column] : placement.resource_ids,
    display: "auto",
    startEditable: false,
    classNames: ["appointment", "is-proposed", ...(chosen ? ["chosen"] : [])],
    extendedProps: {
      appointment: asAppointment(placement),
      practitioner: placement.practitioner_name ?? "",
      proposed: true,
    },
  };
}

/** What the card reads of an appointment. */
const asAppointment = ({ id, version, starts_at, ends_at, ...placement }: Placed): CalendarAppointment => ({
  id,
  version,
  booking_id: "",
  status: "held",
  visit_status: "scheduled",
  starts_at,
  ends_at,
  patient_id: placement.patient_id,
  patient_name: placement.patient_name,
  service_id: placement.service_id,
  service_name: placement.service_name,
  practitioner_id: placement.practitioner_id,
  resource_ids: placement.resource_ids,
  waived: null,
});
