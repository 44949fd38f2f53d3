import type { Temporal } from "temporal-polyfill";
import { liveInSql } from "../core/moves.ts";
import type { Range } from "../core/ranges.ts";
import type { Wishes } from "../demand/wishes.ts";
import type { Database } from "../platform/database.ts";

/** What is owed to a patient, and how it is wished: a booking request, or a line of a contract that is not signed yet. */
export interface Wanted extends Wishes {
  id: string;
  clinic_id: string;
  timezone: string;
  patient_id: string;
  service_id: string;
  priority: number;
  /** Those that are planned, in their order. */
  ticket_ids: string[];
  /** Beside each of them which session of the request it is, from 1 on. */
  ordinals: number[];
  /** The sessions that are booked or were given: the local day of their clinic as an epoch day, and by whom. */
  given: { day: number; practitioner_id: string | null }[];
}

const wanted = {
  name: "wanted_of_requests",
  text: `select r.id, r.clinic_id, c.timezone, r.patient_id, r.service_id, r.priority, r.earliest_date::text, r.latest_date::text,
      r.min_days_between, r.max_days_between, r.preferred_days_between, r.practitioner_id, r.practitioner_required, r.clinic_required,
      r.room_kind, r.room_kind_required,
      coalesce((select json_agg(json_build_object('weekday', b.weekday, 'start_local', to_char(b.start_local, 'HH24:MI'),
                  'end_local', to_char(b.end_local, 'HH24:MI'), 'practitioner_id', b.practitioner_id, 'weight', b.weight) order by b.position)
                from booking_patterns b where b.organization_id = $1 and b.request_id = r.id), '[]') as patterns,
      array(select t.id from session_tickets t where t.organization_id = $1 and t.request_id = r.id and t.status = 'planned'
            order by t.ordinal) as ticket_ids,
      array(select t.ordinal from session_tickets t where t.organization_id = $1 and t.request_id = r.id and t.status = 'planned'
            order by t.ordinal) as ordinals,
      coalesce((select json_agg(json_build_object('day', (a.starts_at at time zone k.timezone)::date - date '1970-01-01',
                  'practitioner_id', a.practitioner_id) order by a.starts_at)
                from session_tickets t
                join appointments a on a.organization_id = $1 and a.session_ticket_id = t.id
                  and a.status in ${liveInSql}
                join clinics k on k.organization_id = $1 and k.id = a.clinic_id
                where t.organization_id = $1 and t.request_id = r.id and t.status in ('scheduled', 'completed')), '[]') as given
    from unnest($2::uuid[]) with ordinality as asked (id, position)
    join booking_requests r on r.organization_id = $1 and r.id = asked.id
    join clinics c on c.organization_id = $1 and c.id = r.clinic_id
    order by asked.position`,
};

/** The requests in the order asked; those that do not exist are left out. */
export async function selectWanted(database: Database, requestIds: readonly string[]): Promise<Wanted[]> {
  return await database.rows(wanted, [database.organizationId, requestIds]);
}

const busyPatients = {
  name: "busy_patients",
  text: `select a.patient_id, json_agg(json_build_array((date_part('epoch', a.starts_at) / 60)::int,
             (date_part('epoch', a.ends_at) / 60)::int) order by a.starts_at) as busy
         from appointments a
         where a.organization_id = $1 and a.patient_id = any ($2::uuid[]) and not a.overlap_waived
           and a.status in ${liveInSql}
           and not (a.status = 'held' and a.hold_expires_at <= $5)
           and a.starts_at > $3::timestamptz - interval '24 hours' and a.starts_at < $4 and a.ends_at > $3
         group by a.patient_id`,
};

/** When the patients are elsewhere within `[from, to)`, epoch minutes; who is free all the time is left out. */
export async function selectBusy(
  database: Database,
  patientIds: readonly string[],
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
  now: Temporal.Instant,
): Promise<Map<string, Range[]>> {
  const values = [database.organizationId, patientIds, from, to, now];
  const rows = await database.rows<{ patient_id: string; busy: Range[] }>(busyPatients, values);
  return new Map(rows.map(({ patient_id, busy }) => [patient_id, busy]));
}

const clinicsOfServices = {
  name: "clinics_of_services",
  text: `select s.service_id, array_agg(s.clinic_id order by s.clinic_id) as clinic_ids from service_clinics s
         join clinics c on c.organization_id = $1 and c.id = s.clinic_id and c.status = 'active'
         where s.organization_id = $1 and s.service_id = any ($2::uuid[]) group by s.service_id`,
};

/** The clinics in use that offer each service. */
export async function selectClinicsOf(
  database: Database,
  serviceIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (serviceIds.length === 0) return new Map();
  const rows = await database.rows<{ service_id: string; clinic_ids: string[] }>(clinicsOfServices, [
    database.organizationId,
    serviceIds,
  ]);
  return new Map(rows.map(({ service_id, clinic_ids }) => [service_id, clinic_ids]));
}

/** Of those who would give sessions. */
export async function selectNames(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await database.rows<{ id: string; name: string }>(
    "select id, name from resources where organization_id = $1 and id = any ($2::uuid[])",
    [database.organizationId, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The open requests of a clinic, or of all: the most urgent first, then the oldest. */
export async function selectOpenIds(database: Database, clinicId: string | null): Promise<string[]> {
  const rows = await database.rows<{ id: string }>(
    `select id from booking_requests
     where organization_id = $1 and status in ('open', 'partially_scheduled') and ($2::uuid is null or clinic_id = $2)
     order by priority desc, created_at, id`,
    [database.organizationId, clinicId],
  );
  return rows.map(({ id }) => id);
}
