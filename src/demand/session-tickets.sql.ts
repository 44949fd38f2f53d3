import type { Temporal } from "temporal-polyfill";
import { liveInSql, type TicketStatus } from "../core/moves.ts";
import type { Database } from "../platform/database.ts";

/** A session ticket as the API answers it. */
export interface TicketRow {
  id: string;
  version: number;
  request_id: string;
  contract_id: string | null;
  clinic_id: string;
  patient_id: string;
  patient_name: string;
  service_id: string;
  service_name: string;
  ordinal: number;
  status: TicketStatus;
  appointment_id: string | null;
  starts_at: Temporal.Instant | null;
  practitioner_id: string | null;
  practitioner_name: string | null;
}

export interface TicketFilter {
  patientId: string | null;
  requestId: string | null;
  contractId: string | null;
  clinicId: string | null;
  status: TicketStatus | null;
}

/** By request, then in their order; after the keyset (request, ordinal). A planned ticket has no appointment, whatever it had. */
export async function listTickets(
  database: Database,
  { patientId, requestId, contractId, clinicId, status }: TicketFilter,
  after: (string | null)[],
  limit: number,
): Promise<TicketRow[]> {
  return await database.rows(
    `select t.id, t.version, t.request_id, l.contract_id, coalesce(a.clinic_id, r.clinic_id) as clinic_id, r.patient_id,
       p.name as patient_name, r.service_id, s.name as service_name, t.ordinal, t.status, a.id as appointment_id, a.starts_at,
       a.practitioner_id, d.name as practitioner_name
     from session_tickets t
     join booking_requests r on r.organization_id = $1 and r.id = t.request_id
     join patients p on p.organization_id = $1 and p.id = r.patient_id
     join services s on s.organization_id = $1 and s.id = r.service_id
     left join contract_lines l on l.organization_id = $1 and l.id = r.contract_line_id
     left join appointments a on a.organization_id = $1 and a.session_ticket_id = t.id
       and (a.status in ${liveInSql} or (a.status = 'no_show' and t.status = 'forfeited'))
     left join resources d on d.organization_id = $1 and d.id = a.practitioner_id
     where t.organization_id = $1 and ($2::uuid is null or r.patient_id = $2) and ($3::uuid is null or t.request_id = $3)
       and ($4::uuid is null or l.contract_id = $4) and ($5::uuid is null or r.clinic_id = $5) and ($6::text is null or t.status = $6)
       and ($7::uuid is null or (t.request_id, t.ordinal) > ($7, $8::int))
     order by t.request_id, t.ordinal limit $9`,
    [database.organizationId, patientId, requestId, contractId, clinicId, status, ...after, limit],
  );
}
