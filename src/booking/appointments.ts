/** The booking room's records as the rooms above use them. */
export {
  type AppointmentChange,
  type AppointmentFilter,
  type AppointmentRow,
  insertAppointment,
  moveAppointment,
  type NewAppointmentRow,
  selectAppointment as readAppointment,
  selectAppointments as readAppointments,
} from "./appointments.sql.ts";
export { insertClaims, releaseClaims, returnSlots, takeSlots } from "./claims.sql.ts";
export { insertEvent, type NewEvent } from "./events.sql.ts";
