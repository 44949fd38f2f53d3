import { liveInSql } from "../core/moves.ts";
import type { Database } from "../platform/database.ts";

/** A booking request as a question needs it. */
export interface AskedRequest {
  id: string;
  clinic_id: string;
  /** Its planned sessions. */
  sessions: number;
}

const sessions = `(select count(*) from session_tickets t
    where t.organization_id = $1 and t.request_id = r.id and t.status = 'planned') as sessions`;

export async function selectRequests(database: Database, ids: readonly string[]): Promise<AskedRequest[]> {
  return await database.rows(
    `select r.id, r.clinic_id, ${sessions} from booking_requests r where r.organization_id = $1 and r.id = any ($2)`,
    [database.organizationId, ids],
  );
}

/** The open requests of a clinic, the oldest first. */
export async function selectOpenRequests(database: Database, clinicId: string, limit: number): Promise<AskedRequest[]> {
  return await database.rows(
    `select r.id, r.clinic_id, ${sessions} from booking_requests r
     where r.organization_id = $1 and r.clinic_id = $2 and r.status in ('open', 'partially_scheduled')
     order by r.created_at, r.id limit $3`,
    [database.organizationId, clinicId, limit],
  );
}

/** What a question may name besides requests. */
type Named = "clinics" | "resources" | "services" | "sessions";

/** Those of the ids that there are. */
export async function selectKnown(database: Database, table: Named, ids: readonly string[]): Promise<Set<string>> {
  const rows = await database.rows<{ id: string }>(
    `select id from ${table} where organization_id = $1 and id = any ($2)`,
    [database.organizationId, ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** What a session's request asks of its day. Days are epoch days of the clinic's calendar. */
export interface SessionTerms {
  earliest_day: number;
  latest_day: number | null;
  min_days_between: number;
  /** Who must give it, or null. */
  practitioner_id: string | null;
  room_kind_required: boolean;
  timezone: string;
  /** When the request's other sessions are. */
  other_days: number[];
}

/** `planId` names a plan whose open moves are left out of the other days. */
export async function selectSessionTerms(
  database: Database,
  ticketId: string,
  planId: string | null = null,
): Promise<SessionTerms | undefined> {
  const [row] = await database.rows<SessionTerms>(
    {
      name: "session_terms",
      text: `select r.earliest_date - date '1970-01-01' as earliest_day, r.latest_date - date '1970-01-01' as latest_day,
          r.min_days_between, case when r.practitioner_required then r.practitioner_id end as practitioner_id, r.room_kind_required,
          c.timezone,
          array(select a.service_date - date '1970-01-01' from session_tickets o
            join appointments a on a.organization_id = $1 and a.session_ticket_id = o.id
              and a.status in ${liveInSql}
            where o.organization_id = $1 and o.request_id = t.request_id and o.id <> t.id
              and not exists (
                select 1 from matching_placements m
                where m.organization_id = $1 and m.plan_id = $3 and m.appointment_id = a.id and m.was is not null
                  and m.status in ('proposed', 'unplaced', 'refused'))) as other_days
        from session_tickets t
        join booking_requests r on r.organization_id = $1 and r.id = t.request_id
        join clinics c on c.organization_id = $1 and c.id = r.clinic_id
        where t.organization_id = $1 and t.id = $2`,
    },
    [database.organizationId, ticketId, planId],
  );
  return row;
}
