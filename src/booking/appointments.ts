/** The booking room's records as the rooms above use them. */
export {
  type AppointmentRow,
  insertAppointment,
  lockAppointment,
  type NewAppointmentRow,
  type Party,
  selectAppointment as readAppointment,
  type Waiver,
} from "./appointments.sql.ts";
export { activateClaims, type ChangedClaim, countOnSlots, insertClaims, releaseClaims } from "./claims.sql.ts";
export { insertEvent, type NewEvent, selectEvents as readEvents } from "./events.sql.ts";
export { selectShares as readShares } from "./offer.sql.ts";
