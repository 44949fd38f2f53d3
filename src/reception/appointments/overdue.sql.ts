import type { Temporal } from "temporal-polyfill";
import type { Database } from "../../platform/database.ts";

/** Holds whose time is up, the oldest first; at most `limit`. */
export async function selectRunOutHolds(database: Database, now: Temporal.Instant, limit: number): Promise<string[]> {
  const rows = await database.rows<{ id: string }>(
    {
      name: "run_out_holds",
      text: `select id from appointments where organization_id = $1 and status = 'held' and hold_expires_at <= $2
             order by hold_expires_at limit $3`,
    },
    [database.organizationId, now, limit],
  );
  return rows.map(({ id }) => id);
}

export interface Overdue {
  id: string;
  /** A request that nobody confirmed before its start, or somebody who has not come within the clinic's grace. */
  status: "pending" | "confirmed";
  starts_at: Temporal.Instant;
}

/**
 * What should have been confirmed, or should have come, on the service dates of the last `days` days; at most `limit`. Who was
 * noted as missing once and brought back is left to the desk.
 */
export async function selectOverdue(
  database: Database,
  now: Temporal.Instant,
  days: number,
  limit: number,
): Promise<Overdue[]> {
  const today = now.toZonedDateTimeISO("UTC").toPlainDate();
  return await database.rows<Overdue>(
    {
      name: "overdue_appointments",
      // Scalar subqueries: what is written as EXISTS may be hashed, and then reads all visits and events there are.
      text: `with late as materialized (
          select a.id, a.status, a.starts_at from clinics c
          join appointments a on a.organization_id = $1 and a.clinic_id = c.id and a.service_date between $3 and $4
          where c.organization_id = $1 and a.starts_at <= $2
            and (a.status = 'pending' or (a.status = 'confirmed' and a.starts_at + make_interval(mins => c.no_show_grace_minutes) <= $2)))
        select id, status, starts_at from late
        where status = 'pending'
          or ((select v.status from visits v where v.organization_id = $1 and v.appointment_id = late.id) in ('scheduled', 'waiting')
            and (select count(*) from events e where e.organization_id = $1 and e.subject = 'appointment' and e.subject_id = late.id
                 and e.kind = 'no_show') = 0)
        order by starts_at, id limit $5`,
    },
    [database.organizationId, now, today.subtract({ days }), today.add({ days: 1 }), limit],
  );
}
