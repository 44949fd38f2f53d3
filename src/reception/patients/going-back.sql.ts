import type { Moved } from "../../people/merges.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Ids } from "./belongings.sql.ts";

/**
 * What of the kept record goes back: what was moved and is still there, and what hangs on it. A request keeps the sessions that
 * were booked for it since, a contract its requests and its payment, a visit its payment and the notes about it.
 */
export async function selectGoingBack(tx: Transaction, keptId: string, moved: Moved): Promise<Ids> {
  const [row] = await tx.rows<Ids>(
    `with recursive contract as (
       select id from contracts where organization_id = $1 and patient_id = $2 and id = any ($3::uuid[])),
     request as (
       select r.id from booking_requests r
       left join contract_lines l on l.organization_id = $1 and l.id = r.contract_line_id
       where r.organization_id = $1 and r.patient_id = $2 and (r.id = any ($4::uuid[]) or l.contract_id in (select id from contract))),
     standing as (
       select id from standing_admissions where organization_id = $1 and patient_id = $2 and id = any ($5::uuid[])),
     appointment as (
       select a.id from appointments a
       left join session_tickets t on t.organization_id = $1 and t.id = a.session_ticket_id
       where a.organization_id = $1 and a.patient_id = $2 and (a.id = any ($6::uuid[]) or t.request_id in (select id from request)
         or a.standing_admission_id in (select id from standing))),
     visit as (
       select id from visits where organization_id = $1 and patient_id = $2
         and (appointment_id in (select id from appointment) or (appointment_id is null and id = any ($7::uuid[])))),
     payment as (
       select id from payments where organization_id = $1 and patient_id = $2
         and (visit_id in (select id from visit) or contract_id in (select id from contract))),
     note as (
       select id from medical_notes where organization_id = $1 and patient_id = $2
         and (id = any ($8::uuid[]) or visit_id in (select id from visit))
       union
       select n.id from medical_notes n join note on n.corrects_id = note.id where n.organization_id = $1)
     select array(select id from contract) as contracts, array(select id from request) as requests,
       array(select id from standing) as standing_admissions, array(select id from appointment) as appointments,
       array(select id from visit) as visits, array(select id from payment) as payments, array(select id from note) as medical_notes`,
    [
      tx.organizationId,
      keptId,
      moved.contracts,
      moved.requests,
      moved.standing_admissions,
      moved.appointments,
      moved.visits,
      moved.medical_notes,
    ],
  );
  return { ...row!, visit_tickets: moved.visit_tickets };
}
