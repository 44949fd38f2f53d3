import type { Transaction } from "../../platform/database.ts";

/** The ticket's appointments that are still expected, locked one after another; in the order of their starts. */
export async function lockExpectedOn(tx: Transaction, ticketId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `with locked as materialized (
       select a.id, a.starts_at from visits v join appointments a on a.organization_id = $1 and a.id = v.appointment_id
       where v.organization_id = $1 and v.visit_ticket_id = $2 and a.status = 'confirmed' order by a.id for update of a)
     select id from locked order by starts_at, id`,
    [tx.organizationId, ticketId],
  );
  return rows.map(({ id }) => id);
}
