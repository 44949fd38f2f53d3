import type { Database } from "../../platform/database.ts";

/** A bill is made over the rooms of visits and billing: what is read of both, in one place. */

/** The payments of a ticket that are on its bill, the oldest first: what is over for nothing and owes nothing is not. */
export async function selectBilled(database: Database, ticketId: string): Promise<string[]> {
  const rows = await database.rows<{ id: string }>(
    `select m.id from visits v join payments m on m.organization_id = $1 and m.visit_id = v.id
     where v.organization_id = $1 and v.visit_ticket_id = $2
       and (v.status not in ('cancelled', 'no_show', 'left') or m.due_at is not null or m.amount_paid_minor > 0)
     order by m.created_at, m.id`,
    [database.organizationId, ticketId],
  );
  return rows.map(({ id }) => id);
}

interface TicketRow {
  id: string;
  clinic_id: string;
  patient_id: string;
  service_date: string;
}

export async function selectTicket(database: Database, id: string): Promise<TicketRow | undefined> {
  const [row] = await database.rows<TicketRow>(
    "select id, clinic_id, patient_id, service_date::text from visit_tickets where organization_id = $1 and id = $2",
    [database.organizationId, id],
  );
  return row;
}
