import type { Temporal } from "temporal-polyfill";
import type { Database } from "../platform/database.ts";

/** An appointment's promise: what clocks in `timezone` were to show when it starts, and the instant that was stored for it. */
export interface PromiseRow {
  id: string;
  booking_id: string;
  clinic_id: string;
  service_date: Temporal.PlainDate;
  starts_local: string;
  timezone: string;
  starts_at: Temporal.Instant;
}

/** Appointments to come that somebody is expected at, clinic by clinic and day by day, after the row given. */
export async function selectPromises(
  database: Database,
  now: Temporal.Instant,
  after: PromiseRow | null,
  limit: number,
): Promise<PromiseRow[]> {
  return await database.rows(
    `select id, booking_id, clinic_id, service_date, to_char(starts_local, 'YYYY-MM-DD"T"HH24:MI:SS') as starts_local, timezone,
       starts_at
     from appointments
     where organization_id = $1 and status in ('held', 'pending', 'confirmed') and starts_at > $2::timestamptz
       and service_date >= $2::timestamptz::date - 1 and not (status = 'held' and hold_expires_at <= $2)
       and ($3::uuid is null or (clinic_id, service_date, id) > ($3, $4::date, $5::uuid))
     order by clinic_id, service_date, id limit $6`,
    [database.organizationId, now, after?.clinic_id, after?.service_date, after?.id, limit],
  );
}
