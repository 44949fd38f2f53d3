import type { TicketRow, VisitRow } from "./visits.sql.ts";

/** The visits room's records as the rooms above use them. */
export {
  insertVisit,
  joinQueue,
  lockVisit,
  moveVisit,
  rescheduleVisit,
  selectVisit as readVisit,
  selectVisitOfAppointment as readVisitOfAppointment,
  type TicketRow,
  type VisitRow,
  type VisitTimes,
} from "./visits.sql.ts";

/** The ticket that a visit is on, as every visit of one patient's day at one clinic names it. */
export function ticketOf(visit: VisitRow): TicketRow {
  return {
    id: visit.visit_ticket_id,
    clinic_id: visit.clinic_id,
    patient_id: visit.patient_id,
    service_date: visit.service_date,
  };
}
