/** The booking room's records as the rooms above use them. */
export {
  type AppointmentRow,
  insertAppointment,
  type NewAppointmentRow,
  selectAppointment as readAppointment,
} from "./appointments.sql.ts";
export { countOnSlots, insertClaims, releaseClaims } from "./claims.sql.ts";
export { insertEvent, type NewEvent } from "./events.sql.ts";
