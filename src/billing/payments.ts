/** The billing room's records as the rooms above use them. */
export {
  type EntryRow,
  hasEntriesSince,
  insertEntry,
  insertPayment,
  lockPayment,
  type NewPayment,
  type PaymentRow,
  redatePayment,
  selectVisitOfPayment as readVisitOfPayment,
  updatePayment,
} from "./payments.sql.ts";
