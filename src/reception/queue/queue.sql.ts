import type { Temporal } from "temporal-polyfill";
import type { Database } from "../../platform/database.ts";
import { isOfDay, type VisitRow } from "../../visits/visits.ts";
import { isExpected } from "../day.sql.ts";
import type { DayOfQueue } from "./day-of-queue.ts";

/** The queue as the desk, the doctor and the waiting room see it. Read models only. */

export interface QueuedRow extends VisitRow {
  completed_at: Temporal.Instant | null;
  updated_at: Temporal.Instant;
  starts_at: Temporal.Instant | null;
  /** What the appointment, or else the service with its practitioner, says it takes. */
  booked_minutes: number;
  told_low: number | null;
  told_high: number | null;
}

const queuedColumns = `v.id, v.clinic_id, v.appointment_id, v.visit_ticket_id, v.patient_id, v.practitioner_id, v.service_id, v.visit_type,
        v.status, v.service_date, v.queue_number, v.check_in_time, v.called_at, v.started_at, v.ended_at, v.completed_at, v.updated_at,
        v.priority, v.priority_reason, v.in_line_since, v.call_count, v.room_id, v.version,
        p.name as patient_name, p.provisional as patient_provisional, r.name as practitioner_name, s.name as service_name, o.name as room_name,
        a.booking_id, a.starts_at, coalesce(a.duration_minutes, own.duration_minutes, s.duration_minutes)::int as booked_minutes,
        t.low_minutes as told_low, t.high_minutes as told_high,
        m.id as payment_id, case when m.status = 'refunded' then 0 else m.total_minor - m.amount_paid_minor end as balance_minor, m.currency`;

/** Everybody of a clinic's day: first who waits, as they are called; then the rest by number and start. */
export async function selectQueue(
  database: Database,
  clinicId: string,
  { date, since }: DayOfQueue,
): Promise<QueuedRow[]> {
  return await database.rows<QueuedRow>(
    {
      name: "queue",
      text: `select ${queuedColumns}
      from visits v
      join patients p on p.organization_id = $1 and p.id = v.patient_id
      join services s on s.organization_id = $1 and s.id = v.service_id
      join payments m on m.organization_id = $1 and m.visit_id = v.id
      left join appointments a on a.organization_id = $1 and a.id = v.appointment_id
      left join service_practitioners own on own.organization_id = $1 and own.service_id = v.service_id and own.practitioner_id = v.practitioner_id
      left join resources r on r.organization_id = $1 and r.id = v.practitioner_id
      left join resources o on o.organization_id = $1 and o.id = v.room_id
      left join visit_estimates t on t.organization_id = $1 and t.visit_id = v.id
      where v.organization_id = $1 and v.clinic_id = $2 and ${isOfDay("v", { date: "$3", since: "$4" })} and ${isExpected}
      order by v.status <> 'waiting', case when v.status = 'waiting' then -v.priority end,
        case when v.status = 'waiting' then coalesce(v.in_line_since, v.check_in_time) end,
        v.service_date, v.queue_number nulls last, a.starts_at, v.id`,
    },
    [database.organizationId, clinicId, date, since],
  );
}

/** Whether those whose line is asked for are there at all; nobody in particular is. */
export async function selectKnown(
  database: Database,
  practitionerId: string | null,
  serviceId: string | null,
): Promise<{ practitioner: boolean; service: boolean }> {
  const [known] = await database.rows<{ practitioner: boolean; service: boolean }>(
    {
      name: "known_line",
      text: `select $2::uuid is null or exists (select 1 from practitioners where organization_id = $1 and id = $2) as practitioner,
        $3::uuid is null or exists (select 1 from services where organization_id = $1 and id = $3) as service`,
    },
    [database.organizationId, practitionerId, serviceId],
  );
  return known!;
}

/** What a practitioner offers at a clinic: for these they may call who waits for anybody. */
export async function selectOfferedIds(
  database: Database,
  practitionerId: string,
  clinicId: string,
): Promise<string[]> {
  const rows = await database.rows<{ service_id: string }>(
    {
      name: "offered_ids",
      text: `select p.service_id from service_practitioners p
        join service_clinics c on c.organization_id = $1 and c.service_id = p.service_id and c.clinic_id = $3
        join practitioner_clinics w on w.organization_id = $1 and w.practitioner_id = p.practitioner_id and w.clinic_id = $3
        where p.organization_id = $1 and p.practitioner_id = $2 order by p.service_id`,
    },
    [database.organizationId, practitionerId, clinicId],
  );
  return rows.map(({ service_id }) => service_id);
}

export interface ClinicOfQueue {
  id: string;
  name: string;
  timezone: string;
  wait_warning_minutes: number;
  wait_alert_minutes: number;
}

export async function selectClinicOfQueue(database: Database, id: string): Promise<ClinicOfQueue | undefined> {
  const [row] = await database.rows<ClinicOfQueue>(
    {
      name: "clinic_of_queue",
      text: `select id, name, timezone, wait_warning_minutes, wait_alert_minutes from clinics where organization_id = $1 and id = $2`,
    },
    [database.organizationId, id],
  );
  return row;
}

export interface NamesOfVisit {
  patient_name: string;
  service_name: string;
  room_name: string | null;
}

/** What whoever calls says aloud. */
export async function selectNamesOfVisit(database: Database, id: string): Promise<NamesOfVisit> {
  const [row] = await database.rows<NamesOfVisit>(
    {
      name: "names_of_visit",
      text: `select p.name as patient_name, s.name as service_name, o.name as room_name from visits v
      join patients p on p.organization_id = $1 and p.id = v.patient_id
      join services s on s.organization_id = $1 and s.id = v.service_id
      left join resources o on o.organization_id = $1 and o.id = v.room_id
      where v.organization_id = $1 and v.id = $2`,
    },
    [database.organizationId, id],
  );
  return row!;
}

export async function selectPractitionerName(database: Database, id: string): Promise<string | undefined> {
  const [row] = await database.rows<{ name: string }>(
    "select name from resources where organization_id = $1 and id = $2 and kind = 'practitioner'",
    [database.organizationId, id],
  );
  return row?.name;
}

export async function selectClinicsOfPractitioner(database: Database, id: string): Promise<ClinicOfQueue[]> {
  return await database.rows(
    `select c.id, c.name, c.timezone, c.wait_warning_minutes, c.wait_alert_minutes from practitioner_clinics w
     join clinics c on c.organization_id = $1 and c.id = w.clinic_id and c.status = 'active'
     where w.organization_id = $1 and w.practitioner_id = $2 order by c.name, c.id`,
    [database.organizationId, id],
  );
}

/** Those of a clinic's numbers that the waiting room shows, of today and of those who were here before midnight and still are. */
export async function selectShown(
  database: Database,
  clinicId: string,
  { date, since }: DayOfQueue,
): Promise<object[]> {
  return await database.rows(
    {
      name: "display",
      text: `select v.service_date, v.queue_number, v.status, o.name as room_name, v.called_at, v.call_count from visits v
      left join resources o on o.organization_id = $1 and o.id = v.room_id
      where v.organization_id = $1 and v.clinic_id = $2 and v.status in ('waiting', 'called', 'in_progress')
        and ${isOfDay("v", { date: "$3", since: "$4" })} and v.queue_number is not null
      order by array_position(array['called', 'in_progress', 'waiting'], v.status), case when v.status = 'waiting' then -v.priority end,
        case when v.status = 'waiting' then coalesce(v.in_line_since, v.check_in_time) end, v.called_at desc, v.service_date, v.queue_number`,
    },
    [database.organizationId, clinicId, date, since],
  );
}
