import { liveInSql } from "../core/moves.ts";
import type { Range } from "../core/ranges.ts";
import { instantOfMinute } from "../core/zones.ts";
import type { Temporal } from "temporal-polyfill";
import type { Database } from "../platform/database.ts";
import type { FormerClaim, RivalClaim } from "./place-again.ts";

const minute = (column: string) => `(date_part('epoch', ${column}) / 60)::int`;
const windows = `json_build_array(${minute("c.starts_at")}, ${minute("c.ends_at")}) as range,
  json_build_array(${minute("c.lead_starts_at")}, ${minute("c.lead_ends_at")}) as lead`;

/** The claims that the appointment has given up, in the order in which they were made: ids sort by time. */
export async function selectGivenUp(database: Database, appointmentId: string): Promise<FormerClaim[]> {
  return await database.rows(
    `select c.phase, c.resource_id as "resourceId", c.lane, ${windows}, r.name as "resourceName", r.lanes
     from resource_claims c join resources r on r.organization_id = $1 and r.id = c.resource_id
     where c.organization_id = $1 and c.appointment_id = $2 and c.status = 'released' order by c.id`,
    [database.organizationId, appointmentId],
  );
}

/** The live claims of others on the resources that begin or end near `[from, to)` (epoch minutes), buffers included. */
export async function selectRivals(
  database: Database,
  appointmentId: string,
  resourceIds: readonly string[],
  [from, to]: Range,
  now: Temporal.Instant,
): Promise<RivalClaim[]> {
  return await database.rows(
    `select c.resource_id as "resourceId", c.lane, ${windows}, c.appointment_id as "appointmentId",
       a.status = 'held' and a.hold_expires_at <= $6 as "ranOut"
     from resource_claims c join appointments a on a.organization_id = $1 and a.id = c.appointment_id
     where c.organization_id = $1 and c.resource_id = any ($3::uuid[]) and c.appointment_id <> $2 and c.status in ('held', 'active')
       and c.starts_at > $4::timestamptz - interval '32 hours' and c.starts_at < $5 and c.ends_at > $4
     order by c.starts_at, c.id`,
    [
      database.organizationId,
      appointmentId,
      resourceIds,
      instantOfMinute(from).toString(),
      instantOfMinute(to).toString(),
      now,
    ],
  );
}

/** The patient's other live appointments within `[from, to)` that may not be overlapped; holds that have run out are marked. */
export async function selectPatientRivals(
  database: Database,
  appointmentId: string,
  patientId: string,
  { from, to, now }: { from: string; to: string; now: Temporal.Instant },
): Promise<{ appointmentId: string; ranOut: boolean }[]> {
  return await database.rows(
    `select id as "appointmentId", status = 'held' and hold_expires_at <= $6 as "ranOut" from appointments
     where organization_id = $1 and patient_id = $3 and id <> $2 and not overlap_waived
       and status in ${liveInSql}
       and starts_at > $4::timestamptz - interval '24 hours' and starts_at < $5 and ends_at > $4
     order by id`,
    [database.organizationId, appointmentId, patientId, from, to, now],
  );
}
