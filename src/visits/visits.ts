/** The visits room's records as the rooms above use them. */
export {
  insertVisit,
  joinQueue,
  lockVisit,
  moveVisit,
  rescheduleVisit,
  selectVisit as readVisit,
  selectVisitOfAppointment as readVisitOfAppointment,
  type VisitRow,
  type VisitTimes,
} from "./visits.sql.ts";
