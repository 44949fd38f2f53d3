/** Booking requests as the rooms above use them. */
export { storeRequest, unsaid } from "./request-record.ts";
export { findRequest as readRequest, type RequestRow } from "./requests.sql.ts";
