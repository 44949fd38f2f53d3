import type { TicketRow } from "./visits.sql.ts";
import type { VisitRow } from "./visit-row.sql.ts";

/** The visits room's records as the rooms above use them. */
export {
  insertVisit,
  lockVisit,
  lockVisitsOfTicket,
  rescheduleVisit,
  selectTicket as readTicket,
  selectVisit as readVisit,
  selectVisitOfAppointment as readVisitOfAppointment,
  selectVisitsOfTickets as readVisitsOfTickets,
  type TicketRow,
} from "./visits.sql.ts";
export { isOfDay, overnight } from "./day.sql.ts";
export {
  joinQueue,
  lockNextVisit,
  lockWaitingVisits,
  moveVisit,
  type Next,
  prioritizeVisit,
  type VisitPlace,
  type VisitTimes,
} from "./queue.sql.ts";
export type { VisitRow } from "./visit-row.sql.ts";

/** The ticket that a visit is on, as every visit of one patient's day at one clinic names it. */
export function ticketOf(visit: VisitRow): TicketRow {
  return {
    id: visit.visit_ticket_id,
    clinic_id: visit.clinic_id,
    patient_id: visit.patient_id,
    service_date: visit.service_date,
  };
}
