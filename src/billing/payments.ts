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
  selectOwedFor as readOwedFor,
  updatePayment,
} from "./payments.sql.ts";
export { closePayment, insertContractPayment } from "./contract-payments.sql.ts";
