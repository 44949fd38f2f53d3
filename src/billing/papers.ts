/** The billing room's papers as the rooms above use them. */
export { billLines, type BillOf } from "./receipt/bill-lines.ts";
export { selectBillHead as readBillHead } from "./receipt/receipt.sql.ts";
export { asPdf } from "./receipt/as-pdf.ts";
export type { Language } from "./receipt/words.ts";
