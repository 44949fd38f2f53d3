import type { Temporal } from "temporal-polyfill";
import type { RequestStatus } from "../core/moves.ts";
import type { Database, Transaction } from "../platform/database.ts";
import type { Wishes } from "./wishes.ts";

export interface RequestFields extends Wishes {
  clinic_id: string;
  patient_id: string;
  service_id: string;
  contract_line_id: string | null;
  sessions: number;
  priority: number;
  waitlisted: boolean;
  offer_notice_minutes: number;
  earlier: boolean;
  notes: string | null;
  created_by: string | null;
}

/** A booking request as the API answers it. */
export interface RequestRow extends Wishes {
  id: string;
  version: number;
  clinic_id: string;
  patient_id: string;
  patient_name: string;
  service_id: string;
  service_name: string;
  contract_id: string | null;
  sessions: number;
  status: RequestStatus;
  priority: number;
  waitlisted: boolean;
  offer_notice_minutes: number;
  earlier: boolean;
  notes: string | null;
  cancellation_reason: string | null;
  tickets: Record<"planned" | "scheduled" | "completed" | "forfeited" | "cancelled", number>;
  created_at: Temporal.Instant;
}

const counted = ["planned", "scheduled", "completed", "forfeited", "cancelled"]
  .map((status) => `'${status}', count(*) filter (where t.status = '${status}')`)
  .join(", ");

export const requestColumns = `r.id, r.version, r.clinic_id, r.patient_id, p.name as patient_name, r.service_id, s.name as service_name,
    (select l.contract_id from contract_lines l where l.organization_id = $1 and l.id = r.contract_line_id) as contract_id, r.sessions,
    r.status, r.earliest_date::text, r.latest_date::text, r.min_days_between, r.max_days_between, r.preferred_days_between,
    r.practitioner_id, r.practitioner_required, r.clinic_required, r.room_kind, r.room_kind_required, r.priority, r.waitlisted,
    r.offer_notice_minutes, coalesce(r.earlier, false) as earlier, r.notes, r.cancellation_reason,
    coalesce((select json_agg(json_build_object('weekday', b.weekday, 'start_local', to_char(b.start_local, 'HH24:MI'),
                'end_local', to_char(b.end_local, 'HH24:MI'), 'practitioner_id', b.practitioner_id, 'weight', b.weight) order by b.position)
              from booking_patterns b where b.organization_id = $1 and b.request_id = r.id), '[]') as patterns,
    (select json_build_object(${counted}) from session_tickets t where t.organization_id = $1 and t.request_id = r.id) as tickets,
    r.created_at`;

const requests = `select ${requestColumns} from booking_requests r
  join patients p on p.organization_id = $1 and p.id = r.patient_id
  join services s on s.organization_id = $1 and s.id = r.service_id
  where r.organization_id = $1`;

export async function insertRequest(
  tx: Transaction,
  id: string,
  request: RequestFields,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `insert into booking_requests (organization_id, id, clinic_id, patient_id, service_id, contract_line_id, sessions, status,
       earliest_date, latest_date, min_days_between, max_days_between, preferred_days_between, practitioner_id, practitioner_required,
       clinic_required, room_kind, room_kind_required, priority, waitlisted, offer_notice_minutes, notes, created_by, created_at,
       updated_at, version, earlier)
     values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $23, 1,
       $24)`,
    [
      tx.organizationId,
      id,
      request.clinic_id,
      request.patient_id,
      request.service_id,
      request.contract_line_id,
      request.sessions,
      ...wishValues(request),
      request.priority,
      request.waitlisted,
      request.offer_notice_minutes,
      request.notes,
      request.created_by,
      now,
      request.earlier,
    ],
  );
}

const wishValues = (wishes: Wishes) => [
  wishes.earliest_date,
  wishes.latest_date,
  wishes.min_days_between,
  wishes.max_days_between,
  wishes.preferred_days_between,
  wishes.practitioner_id,
  wishes.practitioner_required,
  wishes.clinic_required,
  wishes.room_kind,
  wishes.room_kind_required,
];

type Manner = Pick<RequestFields, "priority" | "waitlisted" | "offer_notice_minutes" | "earlier" | "notes">;

/** Says whether the request was still at this version. */
export async function updateRequest(
  tx: Transaction,
  id: string,
  version: number,
  request: Wishes & Manner,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(
    `update booking_requests set earliest_date = $4, latest_date = $5, min_days_between = $6, max_days_between = $7,
       preferred_days_between = $8, practitioner_id = $9, practitioner_required = $10, clinic_required = $11, room_kind = $12,
       room_kind_required = $13, priority = $14, waitlisted = $15, offer_notice_minutes = $16, notes = $17, version = version + 1,
       updated_at = $18, earlier = $19
     where organization_id = $1 and id = $2 and version = $3 returning id`,
    [
      tx.organizationId,
      id,
      version,
      ...wishValues(request),
      request.priority,
      request.waitlisted,
      request.offer_notice_minutes,
      request.notes,
      now,
      request.earlier,
    ],
  );
  return rows.length === 1;
}

export async function replacePatterns(tx: Transaction, requestId: string, wishes: Wishes): Promise<void> {
  await Promise.all([
    tx.rows("delete from booking_patterns where organization_id = $1 and request_id = $2", [
      tx.organizationId,
      requestId,
    ]),
    tx.rows(
      `insert into booking_patterns (organization_id, request_id, position, weekday, start_local, end_local, practitioner_id, weight)
       select $1, $2, ordinality, weekday, start_local, end_local, practitioner_id, weight
       from rows from (jsonb_to_recordset($3::jsonb) as (weekday int, start_local time, end_local time, practitioner_id uuid, weight int))
         with ordinality as b (weekday, start_local, end_local, practitioner_id, weight, ordinality)`,
      [tx.organizationId, requestId, JSON.stringify(wishes.patterns)],
    ),
  ]);
}

export async function insertTickets(
  tx: Transaction,
  requestId: string,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `insert into session_tickets (organization_id, id, request_id, ordinal, status, created_at, updated_at, version)
     select $1, id, $2, ordinal, 'planned', $4, $4, 1 from unnest($3::uuid[]) with ordinality as t (id, ordinal)`,
    [tx.organizationId, requestId, ids, now],
  );
}

export async function findRequest(database: Database, id: string): Promise<RequestRow | undefined> {
  const [row] = await database.rows<RequestRow>(`${requests} and r.id = $2`, [database.organizationId, id]);
  return row;
}

export interface RequestFilter {
  clinicId: string | null;
  patientId: string | null;
  serviceId: string | null;
  status: RequestStatus | null;
}

/** The oldest first, after the keyset (creation, id). */
export async function listRequests(
  database: Database,
  { clinicId, patientId, serviceId, status }: RequestFilter,
  after: (string | null)[],
  limit: number,
): Promise<RequestRow[]> {
  return await database.rows(
    `${requests} and ($2::uuid is null or r.clinic_id = $2) and ($3::uuid is null or r.patient_id = $3)
       and ($4::uuid is null or r.service_id = $4) and ($5::text is null or r.status = $5)
       and ($6::timestamptz is null or (r.created_at, r.id) > ($6, $7::uuid))
     order by r.created_at, r.id limit $8`,
    [database.organizationId, clinicId, patientId, serviceId, status, ...after, limit],
  );
}
