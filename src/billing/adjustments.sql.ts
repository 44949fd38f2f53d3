import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";
import type { PaymentRow } from "./payments.sql.ts";

/** What changed the charge of a payment, and why: less (a waiver, a price that is let go) or more (a fee). */
export interface AdjustmentRow {
  id: string;
  kind: "waiver" | "release" | "late_cancel_fee" | "no_show_fee" | "price" | "undo";
  amount_minor: number;
  reason: string | null;
  occurred_at: Temporal.Instant;
  account_id: string | null;
}

const columns = "id, kind, amount_minor, reason, occurred_at, account_id";

export async function insertAdjustment(
  tx: Transaction,
  payment: Pick<PaymentRow, "id" | "clinic_id">,
  { id, kind, amount_minor, reason, account_id, occurred_at }: AdjustmentRow,
  occurredOn: string,
): Promise<AdjustmentRow> {
  const [row] = await tx.rows<AdjustmentRow>(
    {
      name: "insert_adjustment",
      text: `insert into payment_adjustments (organization_id, id, payment_id, clinic_id, kind, amount_minor, reason, account_id, occurred_at,
          occurred_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${columns}`,
    },
    [
      tx.organizationId,
      id,
      payment.id,
      payment.clinic_id,
      kind,
      amount_minor,
      reason,
      account_id,
      occurred_at,
      occurredOn,
    ],
  );
  return row!;
}

/** In the order in which they were made: ids sort by time. */
export async function selectAdjustments(database: Database, paymentId: string): Promise<AdjustmentRow[]> {
  return await database.rows(
    `select ${columns} from payment_adjustments where organization_id = $1 and payment_id = $2 order by id`,
    [database.organizationId, paymentId],
  );
}
