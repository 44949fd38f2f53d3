import type { Temporal } from "temporal-polyfill";
import { liveInSql } from "../core/moves.ts";
import type { Range } from "../core/ranges.ts";
import type { Database } from "../platform/database.ts";

export interface ClinicRow {
  id: string;
  timezone: string;
  queue_policy: "on_arrival" | "on_booking";
  status: string;
}

export async function selectClinic(database: Database, id: string): Promise<ClinicRow | undefined> {
  const [row] = await database.rows<ClinicRow>(
    {
      name: "clinic_of_offer",
      text: "select id, timezone, queue_policy, status from clinics where organization_id = $1 and id = $2",
    },
    [database.organizationId, id],
  );
  return row;
}

export interface PatientOfOffer {
  id: string;
  name: string;
  timezone: string | null;
  merged_into: string | null;
  busy: PatientTime[];
  /** Holds that have run out. They keep the patient from nothing, and are there until somebody takes their place. */
  expired: PatientTime[];
}

/** Epoch minutes. */
export interface PatientTime {
  appointmentId: string;
  range: Range;
}

const patientOfOffer = {
  name: "patient_of_offer",
  text: `select p.id, p.name, p.timezone, p.merged_into, coalesce(own.busy, '[]') as busy, coalesce(own.expired, '[]') as expired
         from patients p cross join lateral (
           select json_agg(stretch) filter (where not ran_out) as busy, json_agg(stretch) filter (where ran_out) as expired
           from (
             select a.status = 'held' and a.hold_expires_at <= $5 as ran_out, json_build_object('appointmentId', a.id, 'range',
                 json_build_array((date_part('epoch', a.starts_at) / 60)::int, (date_part('epoch', a.ends_at) / 60)::int)) as stretch
             from appointments a
             where a.organization_id = $1 and a.patient_id = p.id and not a.overlap_waived
               and a.status in ${liveInSql}
               and a.starts_at > $3::timestamptz - interval '24 hours' and a.starts_at < $4 and a.ends_at > $3) stretches) own
         where p.organization_id = $1 and p.id = $2`,
};

/** The patient, and what the patient has between `from` and `to`. */
export async function selectPatient(
  database: Database,
  id: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
  now: Temporal.Instant,
): Promise<PatientOfOffer | undefined> {
  const [row] = await database.rows<PatientOfOffer>(patientOfOffer, [database.organizationId, id, from, to, now]);
  return row;
}

export interface ShareRow {
  id: string;
  share_basis_points: number;
}

export async function selectShares(database: Database, practitionerIds: readonly string[]): Promise<ShareRow[]> {
  return await database.rows(
    {
      name: "shares_of_offer",
      text: "select id, share_basis_points from practitioners where organization_id = $1 and id = any ($2::uuid[])",
    },
    [database.organizationId, practitionerIds],
  );
}
