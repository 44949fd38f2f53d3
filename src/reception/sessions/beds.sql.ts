import type { Temporal } from "temporal-polyfill";
import type { AppointmentStatus } from "../../core/moves.ts";
import type { Database } from "../../platform/database.ts";
import { blocks } from "../../supply/sessions/sessions.ts";

/** Somebody whose live claim takes a bed while the session lasts. */
export interface Holder {
  appointmentId: string;
  status: AppointmentStatus;
  /** Whether the patient is admitted to this session; others have the bed for something else. */
  admitted: boolean;
  /** Whether the bed was given, or is merely kept. */
  given: boolean;
  /** A hold whose time is up keeps the bed from nobody, once it is ended. */
  ranOut: boolean;
}

export interface BedRow {
  id: string;
  name: string;
  /** For what is left of the session. */
  out: boolean;
  holders: Holder[];
}

/** The beds of a session in their order, and who has them: of one that is locked nobody else gives or takes any. */
export async function selectBeds(database: Database, sessionId: string, now: Temporal.Instant): Promise<BedRow[]> {
  return await database.rows(
    {
      name: "beds_of_session",
      text: `select b.bed_id as id, r.name, r.status <> 'active' or exists (${blocks}) as out, h.holders
        from sessions s
        join session_beds b on b.organization_id = $1 and b.session_id = s.id
        join resources r on r.organization_id = $1 and r.id = b.bed_id
        cross join lateral (
          select coalesce(json_agg(json_build_object('appointmentId', a.id, 'status', a.status,
              'admitted', coalesce(a.session_id = s.id, false), 'given', coalesce(a.session_id = s.id and a.bed_id = b.bed_id, false),
              'ranOut', a.status = 'held' and a.hold_expires_at <= $2) order by a.starts_at, a.id), '[]') as holders
          from resource_claims c join appointments a on a.organization_id = $1 and a.id = c.appointment_id
          where c.organization_id = $1 and c.resource_id = b.bed_id and c.status in ('held', 'active')
            and c.starts_at > s.starts_at - interval '32 hours' and c.starts_at < s.ends_at and c.ends_at > s.starts_at) h
        where s.organization_id = $1 and s.id = $3 order by b.position, b.bed_id`,
    },
    [database.organizationId, now, sessionId],
  );
}
