/** The billing room's records as the rooms above use them. */
export { changePayment, insertPayment, lockPayment, type NewPayment, type PaymentRow } from "./payments.sql.ts";
export { selectOwedFor as readOwedFor, selectPayment as readListedPayment } from "./payment-lists.sql.ts";
export {
  type EntryRow,
  hasEntriesSince,
  insertEntries,
  lockTill,
  type NewEntry,
  requireOpenDay,
  selectEntries as readEntries,
} from "./entries.sql.ts";
export { type AdjustmentRow, insertAdjustment, selectAdjustments as readAdjustments } from "./adjustments.sql.ts";
export { insertContractPayment } from "./contract-payments.sql.ts";
