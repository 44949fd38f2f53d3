import type { Temporal } from "temporal-polyfill";
import type { ContractStatus } from "../core/moves.ts";
import type { Database, Transaction } from "../platform/database.ts";
import type { SaidWishes } from "./wishes.ts";

export interface LineFields {
  service_id: string;
  sessions: number;
  price_minor: number;
  /** As they were said: what is left open is filled in on the day on which the contract is signed. */
  wishes: SaidWishes;
}

export interface LineRow extends LineFields {
  id: string;
  service_name: string;
  request_id: string | null;
}

/** A contract as the API answers it. */
export interface ContractRow {
  id: string;
  version: number;
  contract_number: string;
  clinic_id: string;
  patient_id: string;
  patient_name: string;
  status: ContractStatus;
  lines: LineRow[];
  total_minor: number;
  currency: string;
  payment_id: string | null;
  refund_due_minor: number | null;
  notes: string | null;
  confirmed_at: Temporal.Instant | null;
  completed_at: Temporal.Instant | null;
  cancelled_at: Temporal.Instant | null;
  cancellation_reason: string | null;
  created_at: Temporal.Instant;
}

const contracts = `select c.id, c.version, c.contract_number, c.clinic_id, c.patient_id, p.name as patient_name, c.status,
    coalesce(l.lines, '[]') as lines, coalesce(l.total_minor, 0) as total_minor, c.currency, m.id as payment_id, c.refund_due_minor, c.notes,
    c.confirmed_at, c.completed_at, c.cancelled_at, c.cancellation_reason, c.created_at
  from contracts c
  join patients p on p.organization_id = $1 and p.id = c.patient_id
  left join payments m on m.organization_id = $1 and m.contract_id = c.id
  cross join lateral (
    select sum(l.sessions * l.price_minor)::bigint as total_minor, json_agg(json_build_object('id', l.id, 'service_id', l.service_id,
        'service_name', s.name, 'sessions', l.sessions, 'price_minor', l.price_minor, 'wishes', l.wishes, 'request_id', r.id)
        order by l.position) as lines
    from contract_lines l
    join services s on s.organization_id = $1 and s.id = l.service_id
    left join booking_requests r on r.organization_id = $1 and r.contract_line_id = l.id
    where l.organization_id = $1 and l.contract_id = c.id) l
  where c.organization_id = $1`;

export async function findContract(database: Database, id: string): Promise<ContractRow | undefined> {
  const [row] = await database.rows<ContractRow>(`${contracts} and c.id = $2`, [database.organizationId, id]);
  return row;
}

export interface ContractFilter {
  clinicId: string | null;
  patientId: string | null;
  status: ContractStatus | null;
}

/** The newest first, before the keyset (creation, id). */
export async function listContracts(
  database: Database,
  { clinicId, patientId, status }: ContractFilter,
  before: (string | null)[],
  limit: number,
): Promise<ContractRow[]> {
  return await database.rows(
    `${contracts} and ($2::uuid is null or c.clinic_id = $2) and ($3::uuid is null or c.patient_id = $3)
       and ($4::text is null or c.status = $4) and ($5::timestamptz is null or (c.created_at, c.id) < ($5, $6::uuid))
     order by c.created_at desc, c.id desc limit $7`,
    [database.organizationId, clinicId, patientId, status, ...before, limit],
  );
}

export interface NewContract {
  id: string;
  contract_number: string;
  clinic_id: string;
  patient_id: string;
  notes: string | null;
  created_by: string | null;
}

/** A draft, in the organization's currency. */
export async function insertContract(tx: Transaction, contract: NewContract, now: Temporal.Instant): Promise<void> {
  await tx.rows(
    `insert into contracts (organization_id, id, contract_number, clinic_id, patient_id, status, currency, notes, created_by, created_at,
       updated_at, version)
     select $1, $2, $3, $4, $5, 'draft', o.currency, $6, $7, $8, $8, 1 from organizations o where o.id = $1`,
    [
      tx.organizationId,
      contract.id,
      contract.contract_number,
      contract.clinic_id,
      contract.patient_id,
      contract.notes,
      contract.created_by,
      now,
    ],
  );
}

export async function replaceLines(
  tx: Transaction,
  contractId: string,
  lines: readonly (LineFields & { id: string })[],
): Promise<void> {
  await Promise.all([
    tx.rows("delete from contract_lines where organization_id = $1 and contract_id = $2", [
      tx.organizationId,
      contractId,
    ]),
    tx.rows(
      `insert into contract_lines (organization_id, id, contract_id, position, service_id, sessions, price_minor, wishes)
       select $1, l.id, $2, ordinality, l.service_id, l.sessions, l.price_minor, l.wishes
       from rows from (jsonb_to_recordset($3::jsonb) as (id uuid, service_id uuid, sessions smallint, price_minor bigint, wishes jsonb))
         with ordinality as l (id, service_id, sessions, price_minor, wishes, ordinality)`,
      [tx.organizationId, contractId, JSON.stringify(lines)],
    ),
  ]);
}

/** Locks it: whoever decides by what it is now, and then changes it. Tickets and requests are locked before. */
export async function lockContract(
  tx: Transaction,
  id: string,
): Promise<Pick<ContractRow, "status" | "version"> | undefined> {
  const [row] = await tx.rows<Pick<ContractRow, "status" | "version">>(
    {
      name: "lock_contract",
      text: "select status, version from contracts where organization_id = $1 and id = $2 for no key update",
    },
    [tx.organizationId, id],
  );
  return row;
}

export async function updateDraft(
  tx: Transaction,
  id: string,
  notes: string | null,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `update contracts set notes = $3, updated_at = $4, version = version + 1
     where organization_id = $1 and id = $2 and status = 'draft'`,
    [tx.organizationId, id, notes, now],
  );
}

/** Of a contract that is locked, and a draft. */
export async function markConfirmed(tx: Transaction, id: string, now: Temporal.Instant): Promise<void> {
  await tx.rows(
    `update contracts set status = 'confirmed', confirmed_at = $3, updated_at = $3, version = version + 1
     where organization_id = $1 and id = $2 and status = 'draft'`,
    [tx.organizationId, id, now],
  );
}

/** Of a contract that is locked; `refundDueMinor` is null for one that was never signed. */
export async function markCancelled(
  tx: Transaction,
  id: string,
  { reason, refundDueMinor }: { reason: string; refundDueMinor: number | null },
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `update contracts set status = 'cancelled', cancelled_at = $3, cancellation_reason = $4, refund_due_minor = $5, updated_at = $3,
       version = version + 1
     where organization_id = $1 and id = $2 and status in ('draft', 'confirmed')`,
    [tx.organizationId, id, now, reason, refundDueMinor],
  );
}

/** What the sessions cost that were given, or used up. */
export async function priceOfGiven(database: Database, contractId: string): Promise<number> {
  const [row] = await database.rows<{ given_minor: number }>(
    `select coalesce(sum(l.price_minor), 0)::bigint as given_minor
     from contract_lines l
     join booking_requests r on r.organization_id = $1 and r.contract_line_id = l.id
     join session_tickets t on t.organization_id = $1 and t.request_id = r.id and t.status in ('completed', 'forfeited')
     where l.organization_id = $1 and l.contract_id = $2`,
    [database.organizationId, contractId],
  );
  return row!.given_minor;
}

/** Who draws up a contract is told in which currency. */
export async function selectCurrency(database: Database): Promise<string> {
  const [row] = await database.rows<{ currency: string }>("select currency from organizations where id = $1", [
    database.organizationId,
  ]);
  return row!.currency;
}
