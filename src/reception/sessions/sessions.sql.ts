import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../../platform/database.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";

const columns =
  "id, version, clinic_id, service_id, name, service_date, starts_at, ends_at, timezone, start_every_minutes, status";

export async function selectSession(database: Database, id: string): Promise<SessionRow | undefined> {
  const [row] = await database.rows<SessionRow>(
    { name: "session", text: `select ${columns} from sessions where organization_id = $1 and id = $2` },
    [database.organizationId, id],
  );
  return row;
}

/** The session, locked: whoever else admits to it, or gives its beds, waits here and not at the claims. */
export async function lockSession(tx: Transaction, id: string): Promise<SessionRow | undefined> {
  const [row] = await tx.rows<SessionRow>(
    {
      name: "lock_session",
      text: `select ${columns} from sessions where organization_id = $1 and id = $2 for no key update`,
    },
    [tx.organizationId, id],
  );
  return row;
}

/** The session of a rule on one of its dates, locked. One that its rule gave up is as good as none. */
export async function lockSessionOfRule(
  tx: Transaction,
  ruleId: string,
  date: Temporal.PlainDate,
): Promise<SessionRow | undefined> {
  const [row] = await tx.rows<SessionRow>(
    {
      name: "lock_session_of_rule",
      text: `select ${columns} from sessions where organization_id = $1 and session_rule_id = $2 and rule_date = $3
          and (status <> 'cancelled' or cancellation_reason is not null) for no key update`,
    },
    [tx.organizationId, ruleId, date],
  );
  return row;
}

export type NewSessionFields = Omit<SessionRow, "id" | "version" | "status"> & { practitioner_id: string | null };

/** Makes a session that has no rule; its beds are not there yet. */
export async function insertSession(
  tx: Transaction,
  id: string,
  session: NewSessionFields,
  now: Temporal.Instant,
): Promise<SessionRow> {
  const [row] = await tx.rows<SessionRow>(
    `insert into sessions (organization_id, id, clinic_id, service_id, practitioner_id, name, service_date, starts_at, ends_at, timezone,
       start_every_minutes, status, created_at, updated_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', $12, $12, 1) returning ${columns}`,
    [
      tx.organizationId,
      id,
      session.clinic_id,
      session.service_id,
      session.practitioner_id,
      session.name,
      session.service_date,
      session.starts_at,
      session.ends_at,
      session.timezone,
      session.start_every_minutes,
      now,
    ],
  );
  return row!;
}

/** What a move of a session sets, by column name. */
export type SessionChange = Partial<
  Record<"status" | "cancelled_at" | "cancellation_reason" | "starts_at" | "ends_at" | "service_date", string | null>
>;

/** Changes a session that is locked. The names of the columns come from the type above, never from outside. */
export async function updateSession(
  tx: Transaction,
  id: string,
  change: SessionChange,
  now: Temporal.Instant,
): Promise<SessionRow> {
  const entries = Object.entries(change);
  const sets = entries.map(([column], i) => `${column} = $${i + 4}`);
  const [row] = await tx.rows<SessionRow>(
    `update sessions set ${["updated_at = $3", "version = version + 1", ...sets].join(", ")}
     where organization_id = $1 and id = $2 returning ${columns}`,
    [tx.organizationId, id, now, ...entries.map(([, value]) => value)],
  );
  return row!;
}

export interface NearbySession {
  session_id: string;
  name: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

/** The open sessions for the same service at the same clinic that have a free bed, those nearest in time first. */
export async function selectNearbyFree(
  database: Database,
  { id, clinic_id, service_id, starts_at }: SessionRow,
  now: Temporal.Instant,
  limit: number,
): Promise<NearbySession[]> {
  return await database.rows(
    `select s.id as session_id, s.name, s.starts_at, s.ends_at from sessions s
     where s.organization_id = $1 and s.clinic_id = $2 and s.service_id = $3 and s.id <> $4 and s.status = 'open'
       and s.starts_at >= $6 and s.starts_at between $5::timestamptz - interval '14 days' and $5::timestamptz + interval '14 days'
       and exists (
         select 1 from session_beds b join resources r on r.organization_id = $1 and r.id = b.bed_id and r.status = 'active'
         where b.organization_id = $1 and b.session_id = s.id
           and not exists (
             select 1 from resource_claims c where c.organization_id = $1 and c.resource_id = b.bed_id and c.status in ('held', 'active')
               and c.starts_at > s.starts_at - interval '32 hours' and c.starts_at < s.ends_at and c.ends_at > s.starts_at)
           and not exists (
             select 1 from schedule_exceptions e where e.organization_id = $1 and e.resource_id = b.bed_id and e.kind = 'blocked'
               and e.starts_at < s.ends_at and e.ends_at > s.starts_at))
     order by abs(extract(epoch from s.starts_at - $5)), s.starts_at, s.id limit $7`,
    [database.organizationId, clinic_id, service_id, id, starts_at, now, limit],
  );
}
