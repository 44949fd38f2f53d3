import { liveInSql } from "../../core/moves.ts";
import type { Database } from "../../platform/database.ts";

/** Appointments that are to give sessions of a contract, in the order in which they are locked. */
export async function selectSessionsAhead(database: Database, contractId: string): Promise<string[]> {
  const rows = await database.rows<{ id: string }>(
    `select a.id
     from contract_lines l
     join booking_requests r on r.organization_id = $1 and r.contract_line_id = l.id
     join session_tickets t on t.organization_id = $1 and t.request_id = r.id
     join appointments a on a.organization_id = $1 and a.session_ticket_id = t.id
       and a.status in ${liveInSql}
     where l.organization_id = $1 and l.contract_id = $2 and a.status <> 'completed' order by a.id`,
    [database.organizationId, contractId],
  );
  return rows.map(({ id }) => id);
}
