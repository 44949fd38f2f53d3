import type { Temporal } from "temporal-polyfill";
import type { Database } from "../platform/database.ts";
import { isOfDay } from "../visits/visits.ts";
import type { DayOfQueue } from "./queue/day-of-queue.ts";

/** What the desk sees of a clinic's day. Read models only: they join over rooms, and nothing is ever written here. */

const agreedStatuses = "('confirmed', 'checked_in', 'completed')";

/** Nobody is expected whose time is only held or asked for, or was and has run out. A walk-in has no appointment. */
export const isExpected = "(a.id is null or a.status not in ('held', 'pending', 'expired'))";

export interface DashboardRow {
  appointments: number;
  expected: number;
  waiting: number;
  in_progress: number;
  completed: number;
  outstanding_count: number;
  outstanding_minor: number;
  revenue_minor: number;
  currency: string;
}

/**
 * Outstanding counts what is due and not paid, of any date; revenue is the money of the date, receipts less refunds. Who is in the house
 * since the date before counts among those who wait and who are treated.
 */
export async function selectDashboard(
  database: Database,
  clinicId: string,
  { date, since }: DayOfQueue,
): Promise<DashboardRow> {
  const [row] = await database.rows<DashboardRow>(
    {
      name: "dashboard",
      text: `select
        (select count(*) from appointments where organization_id = $1 and clinic_id = $2 and service_date = $3 and status in ${agreedStatuses}) as appointments,
        v.expected, v.waiting, v.in_progress, v.completed, o.outstanding_count, o.outstanding_minor,
        (select coalesce(sum(case kind when 'receipt' then amount_minor else -amount_minor end), 0)::bigint
         from payment_entries where organization_id = $1 and clinic_id = $2 and occurred_on = $3) as revenue_minor,
        (select currency from organizations where id = $1) as currency
      from (select count(*) filter (where v.status = 'scheduled' and v.service_date = $3 and ${isExpected}) as expected,
              count(*) filter (where v.status in ('waiting', 'called')) as waiting,
              count(*) filter (where v.status = 'in_progress') as in_progress,
              count(*) filter (where v.status in ('pending_payment', 'completed') and v.service_date = $3) as completed
            from visits v left join appointments a on a.organization_id = $1 and a.id = v.appointment_id
            where v.organization_id = $1 and v.clinic_id = $2 and ${isOfDay("v", { date: "$3", since: "$4" })}) v,
           (select count(*) as outstanding_count, coalesce(sum(total_minor - amount_paid_minor), 0)::bigint as outstanding_minor
            from payments where organization_id = $1 and clinic_id = $2 and status = 'pending' and due_at is not null) o`,
    },
    [database.organizationId, clinicId, date, since],
  );
  return row!;
}

/** Appointments of the clinic that touch `[from, to)`, with the resources that they hold. A hold is there while it runs. */
export async function selectCalendarAppointments(
  database: Database,
  clinicId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
  now: Temporal.Instant,
): Promise<object[]> {
  return await database.rows(
    {
      name: "calendar_appointments",
      text: `select a.id, a.version, a.booking_id, a.status, v.status as visit_status, a.starts_at, a.ends_at, a.patient_id, p.name as patient_name,
        a.service_id, a.service_name, a.practitioner_id, a.waived,
        array(select distinct c.resource_id from resource_claims c where c.organization_id = $1 and c.appointment_id = a.id
              and c.status in ('held', 'active')) as resource_ids
      from appointments a
      join visits v on v.organization_id = $1 and v.appointment_id = a.id
      join patients p on p.organization_id = $1 and p.id = a.patient_id
      where a.organization_id = $1 and a.clinic_id = $2
        and (a.status in ('pending', 'confirmed', 'checked_in', 'completed') or (a.status = 'held' and a.hold_expires_at > $5))
        and a.service_date between ($3::timestamptz at time zone 'UTC')::date - 2 and ($4::timestamptz at time zone 'UTC')::date + 1
        and a.starts_at < $4 and a.ends_at > $3
      order by a.starts_at, a.id`,
    },
    [database.organizationId, clinicId, from, to, now],
  );
}

export async function selectCalendarSlots(
  database: Database,
  clinicId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<object[]> {
  return await database.rows(
    {
      name: "calendar_slots",
      text: `select resource_id, lane, starts_at, ends_at, status from slots
        where organization_id = $1 and clinic_id = $2 and starts_at > $3::timestamptz - interval '12 hours' and starts_at < $4 and ends_at > $3
        order by resource_id, lane, starts_at`,
    },
    [database.organizationId, clinicId, from, to],
  );
}

/** The columns of a clinic's calendar: who and what works there, practitioners first. */
export async function selectColumns(
  database: Database,
  clinicId: string,
): Promise<{ resource_id: string; kind: string; name: string; lanes: number }[]> {
  return await database.rows(
    {
      name: "calendar_columns",
      text: `select r.id as resource_id, r.kind, r.name, r.lanes from resources r
        where r.organization_id = $1 and r.status = 'active' and (r.clinic_id = $2 or exists (
          select 1 from practitioner_clinics c where c.organization_id = $1 and c.practitioner_id = r.id and c.clinic_id = $2))
        order by r.kind <> 'practitioner', r.kind, r.name, r.id`,
    },
    [database.organizationId, clinicId],
  );
}

export async function selectClinicIds(database: Database): Promise<string[]> {
  const rows = await database.rows<{ id: string }>("select id from clinics where organization_id = $1 order by id", [
    database.organizationId,
  ]);
  return rows.map((row) => row.id);
}
