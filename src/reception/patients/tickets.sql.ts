import type { Moved } from "../../people/merges.ts";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import type { HandOver } from "./belongings.sql.ts";

/**
 * Gives the tickets of days on which the other patient has none, with all that is on them; gives their ids. Of a day on which
 * both have one, the visits change tickets afterwards.
 */
export async function handOverTickets(
  tx: Transaction,
  { from, to }: HandOver,
  only: { tickets: readonly string[]; visits: readonly string[] } | null,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `update visit_tickets t set patient_id = $3
     where t.organization_id = $1 and t.patient_id = $2 and not exists (
         select 1 from visit_tickets o where o.organization_id = $1 and o.patient_id = $3 and o.clinic_id = t.clinic_id
           and o.service_date = t.service_date)
       and ($4::uuid[] is null or (t.id = any ($4) and not exists (
         select 1 from visits v where v.organization_id = $1 and v.visit_ticket_id = t.id and v.id <> all ($5::uuid[]))))
     returning id`,
    [tx.organizationId, from, to, only?.tickets ?? null, only?.visits ?? null],
  );
  return rows.map(({ id }) => id);
}

/** Tickets that nothing is on any more, because another one of the day has taken all of it in. */
export async function deleteJoinedTickets(tx: Transaction, patientId: string): Promise<Moved["joined"]> {
  return await tx.rows(
    `delete from visit_tickets t where t.organization_id = $1 and t.patient_id = $2
       and not exists (select 1 from visits v where v.organization_id = $1 and v.visit_ticket_id = t.id)
     returning id, clinic_id, service_date, created_at`,
    [tx.organizationId, patientId],
  );
}

/** The tickets that a merge joined are there again, where the patient has no other one for the day. */
export async function restoreTickets(
  tx: Transaction,
  patientId: string,
  joined: readonly Record<keyof Moved["joined"][number], unknown>[],
): Promise<void> {
  await tx.rows(
    `insert into visit_tickets (organization_id, id, clinic_id, patient_id, service_date, created_at)
     select $1, j.id, j.clinic_id, $2, j.service_date, j.created_at
     from jsonb_to_recordset($3::jsonb) as j (id uuid, clinic_id uuid, service_date date, created_at timestamptz)
     on conflict do nothing`,
    [tx.organizationId, patientId, JSON.stringify(joined)],
  );
}

/** A ticket for each day of these visits for which the patient has none yet. */
export async function openTickets(tx: Transaction, { to, now }: HandOver, visitIds: readonly string[]): Promise<void> {
  const days = await tx.rows<{ clinic_id: string; service_date: object }>(
    `select distinct v.clinic_id, v.service_date from visits v
     where v.organization_id = $1 and v.id = any ($3::uuid[]) and not exists (
       select 1 from visit_tickets t where t.organization_id = $1 and t.patient_id = $2 and t.clinic_id = v.clinic_id
         and t.service_date = v.service_date)`,
    [tx.organizationId, to, visitIds],
  );
  const tickets = days.map((day) => ({ ...day, id: newId(), created_at: now }));
  if (tickets.length > 0) await restoreTickets(tx, to, tickets);
}
