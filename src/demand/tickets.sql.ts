import type { Temporal } from "temporal-polyfill";
import type { TicketStatus } from "../core/moves.ts";
import type { Database, Transaction } from "../platform/database.ts";

/** What a session ticket says to whoever books it. */
export interface TicketTerms {
  id: string;
  status: TicketStatus;
  request_id: string;
  patient_id: string;
  service_id: string;
  clinic_id: string;
  clinic_required: boolean;
  /** Whether a contract has paid for it. */
  prepaid: boolean;
}

export async function selectTicketTerms(database: Database, id: string): Promise<TicketTerms | undefined> {
  const [row] = await database.rows<TicketTerms>(
    {
      name: "ticket_terms",
      text: `select t.id, t.status, t.request_id, r.patient_id, r.service_id, r.clinic_id, r.clinic_required,
               r.contract_line_id is not null as prepaid
             from session_tickets t
             join booking_requests r on r.organization_id = $1 and r.id = t.request_id
             where t.organization_id = $1 and t.id = $2`,
    },
    [database.organizationId, id],
  );
  return row;
}

/** Takes the ticket for an appointment, or stops the transaction with `ticket_spent`. The first statement of a booking. */
export async function scheduleTicket(tx: Transaction, id: string, now: Temporal.Instant): Promise<void> {
  await tx.rows(
    {
      name: "schedule_ticket",
      text: `with scheduled as (
          update session_tickets set status = 'scheduled', version = version + 1, updated_at = $3
          where organization_id = $1 and id = $2 and status = 'planned' returning 1)
        select require_rows('ticket_spent', 1, (select count(*) from scheduled))`,
    },
    [tx.organizationId, id, now],
  );
}

/** Tickets are locked before their request, always, and requests before their contract. */
export async function lockTicket(tx: Transaction, id: string): Promise<void> {
  await tx.rows(
    {
      name: "lock_ticket",
      text: "select 1 from session_tickets where organization_id = $1 and id = $2 for no key update",
    },
    [tx.organizationId, id],
  );
}

/** What a ticket becomes when its appointment has ended so, or lives again. */
export type TicketFate = "scheduled" | "completed" | "missed" | "given_back";

// A session of a request that is off is not owed any more; one that was missed is used up where the service says so.
const fate = `case
    when $3 in ('scheduled', 'completed') then $3
    when $3 = 'missed' and s.no_show_forfeits then 'forfeited'
    when r.status in ('cancelled', 'expired') then 'cancelled'
    else 'planned' end`;

// What a cancelled contract has used up was settled with it.
const isOwed = `not exists (select 1 from contract_lines l join contracts c on c.organization_id = $1 and c.id = l.contract_id
    where l.organization_id = $1 and l.id = r.contract_line_id and c.status = 'cancelled')`;

/** Moves a ticket that is locked. Stops the transaction with `ticket_spent` when it was called off, or given otherwise, since. */
export async function moveTicket(tx: Transaction, id: string, to: TicketFate, now: Temporal.Instant): Promise<void> {
  await tx.rows(
    {
      name: "move_ticket",
      text: `with moved as (
          update session_tickets t set status = ${fate}, version = t.version + 1, updated_at = $4
          from booking_requests r join services s on s.organization_id = $1 and s.id = r.service_id
          where t.organization_id = $1 and t.id = $2 and r.organization_id = $1 and r.id = t.request_id
            and case when $3 = 'scheduled' then t.status in ('planned', 'completed', 'forfeited') and ${isOwed} else t.status = 'scheduled' end
          returning 1)
        select require_rows('ticket_spent', 1, (select count(*) from moved))`,
    },
    [tx.organizationId, id, to, now],
  );
}

/** The request waits here for others who change its tickets: what is counted after that is what they left. */
export async function lockRequestOf(tx: Transaction, ticketId: string): Promise<void> {
  await tx.rows(
    {
      name: "lock_request_of_ticket",
      text: `select 1 from booking_requests where organization_id = $1
               and id = (select request_id from session_tickets where organization_id = $1 and id = $2) for no key update`,
    },
    [tx.organizationId, ticketId],
  );
}

/** Sets the request's status by what its tickets are, and ends its contract once all of it is delivered. */
export async function recountRequestOf(tx: Transaction, ticketId: string, now: Temporal.Instant): Promise<void> {
  await tx.rows(
    {
      name: "recount_request_of_ticket",
      text: `update booking_requests r set status = c.status, version = r.version + 1, updated_at = $3
        from (
          select t.request_id, case
              when count(*) filter (where status in ('planned', 'scheduled')) = 0 then 'fulfilled'
              when count(*) filter (where status = 'planned') = 0 then 'scheduled'
              when count(*) filter (where status <> 'planned') = 0 then 'open'
              else 'partially_scheduled' end as status
          from session_tickets t
          where t.organization_id = $1
            and t.request_id = (select request_id from session_tickets where organization_id = $1 and id = $2)
          group by t.request_id) c
        where r.organization_id = $1 and r.id = c.request_id and r.status not in ('cancelled', 'expired') and r.status <> c.status`,
    },
    [tx.organizationId, ticketId, now],
  );
}

/**
 * A confirmed contract is completed when every session of it was given or used up; and open again when one is taken back. One that was
 * called off is neither: its money is to be given back, and for that the contract is cancelled.
 */
export async function recountContractOf(tx: Transaction, ticketId: string, now: Temporal.Instant): Promise<void> {
  await tx.rows(
    {
      name: "recount_contract_of_ticket",
      text: `update contracts c set status = case when owed.any_left then 'confirmed' else 'completed' end,
          completed_at = case when owed.any_left then null else $3::timestamptz end, version = c.version + 1, updated_at = $3
        from (
          select l.contract_id, bool_or(every.status not in ('completed', 'forfeited')) as any_left
          from session_tickets t
          join booking_requests r on r.organization_id = $1 and r.id = t.request_id
          join contract_lines own on own.organization_id = $1 and own.id = r.contract_line_id
          join contract_lines l on l.organization_id = $1 and l.contract_id = own.contract_id
          join booking_requests other on other.organization_id = $1 and other.contract_line_id = l.id
          join session_tickets every on every.organization_id = $1 and every.request_id = other.id
          where t.organization_id = $1 and t.id = $2 group by l.contract_id) owed
        where c.organization_id = $1 and c.id = owed.contract_id and c.status in ('confirmed', 'completed')
          and (c.status = 'completed') = owed.any_left`,
    },
    [tx.organizationId, ticketId, now],
  );
}
