import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";
import type { Phase } from "./check-phases.ts";
import type { PractitionerOverride } from "./practitioner-override.ts";

export interface ServiceFields {
  name: string;
  description: string | null;
  duration_minutes: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  buffers_shareable: boolean;
  price_minor: number;
  currency: string;
  consultation_mode: "in_person" | "video" | "phone";
  min_notice_minutes: number;
  max_future_days: number;
  allow_patient_reschedule: boolean;
  max_reschedule_count: number;
  requires_approval: boolean;
  late_cancel_notice_minutes: number;
  no_show_forfeits: boolean;
  deposit_minor: number;
  late_cancel_fee_minor: number;
  no_show_fee_minor: number;
  status: "active" | "retired";
}

export interface ServiceRow extends ServiceFields {
  id: string;
  version: number;
  clinic_ids: string[];
  practitioner_ids: string[];
  /** Of those who do anything otherwise; one that says nothing is the same as none. */
  practitioner_overrides: PractitionerOverride[];
  phases: Phase[];
}

const valuesOf = (service: ServiceFields) => [
  service.name,
  service.description,
  service.duration_minutes,
  service.buffer_before_minutes,
  service.buffer_after_minutes,
  service.buffers_shareable,
  service.price_minor,
  service.currency,
  service.consultation_mode,
  service.min_notice_minutes,
  service.max_future_days,
  service.allow_patient_reschedule,
  service.max_reschedule_count,
  service.requires_approval,
  service.late_cancel_notice_minutes,
  service.no_show_forfeits,
  service.deposit_minor,
  service.late_cancel_fee_minor,
  service.no_show_fee_minor,
  service.status,
];

const services = `
  select s.id, s.version, s.name, s.description, s.duration_minutes, s.buffer_before_minutes, s.buffer_after_minutes,
    s.buffers_shareable, s.price_minor, s.currency, s.consultation_mode, s.min_notice_minutes, s.max_future_days,
    s.allow_patient_reschedule, s.max_reschedule_count, s.requires_approval, s.late_cancel_notice_minutes, s.no_show_forfeits,
    s.deposit_minor, s.late_cancel_fee_minor, s.no_show_fee_minor, s.status,
    array(select c.clinic_id from service_clinics c
          where c.organization_id = $1 and c.service_id = s.id order by c.clinic_id) as clinic_ids,
    array(select p.practitioner_id from service_practitioners p
          where p.organization_id = $1 and p.service_id = s.id order by p.practitioner_id) as practitioner_ids,
    coalesce((select json_agg(json_build_object('practitioner_id', p.practitioner_id, 'duration_minutes', p.duration_minutes,
                'price_minor', p.price_minor, 'buffer_before_minutes', p.buffer_before_minutes,
                'buffer_after_minutes', p.buffer_after_minutes) order by p.practitioner_id)
              from service_practitioners p where p.organization_id = $1 and p.service_id = s.id
                and num_nonnulls(p.duration_minutes, p.price_minor, p.buffer_before_minutes, p.buffer_after_minutes) > 0),
             '[]') as practitioner_overrides,
    coalesce((select json_agg(json_build_object('starts_minute', f.starts_minute, 'ends_minute', f.ends_minute, 'need', f.need,
                'resource_id', f.resource_id, 'pool_id', f.pool_id, 'resource_kind', f.resource_kind) order by f.position)
              from service_phases f where f.organization_id = $1 and f.service_id = s.id), '[]') as phases
  from services s where s.organization_id = $1`;

export async function insertService(
  tx: Transaction,
  id: string,
  service: ServiceFields,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `insert into services (organization_id, id, name, description, duration_minutes, buffer_before_minutes, buffer_after_minutes,
       buffers_shareable, price_minor, currency, consultation_mode, min_notice_minutes, max_future_days, allow_patient_reschedule,
       max_reschedule_count, requires_approval, late_cancel_notice_minutes, no_show_forfeits, deposit_minor,
       late_cancel_fee_minor, no_show_fee_minor, status, version, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 1, $23, $23)`,
    [tx.organizationId, id, ...valuesOf(service), now],
  );
}

/** Says whether the service was still at this version. */
export async function updateService(
  tx: Transaction,
  id: string,
  version: number,
  service: ServiceFields,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(
    `update services set name = $4, description = $5, duration_minutes = $6, buffer_before_minutes = $7, buffer_after_minutes = $8,
       buffers_shareable = $9, price_minor = $10, currency = $11, consultation_mode = $12, min_notice_minutes = $13,
       max_future_days = $14, allow_patient_reschedule = $15, max_reschedule_count = $16, requires_approval = $17,
       late_cancel_notice_minutes = $18, no_show_forfeits = $19, deposit_minor = $20, late_cancel_fee_minor = $21,
       no_show_fee_minor = $22, status = $23, version = version + 1, updated_at = $24
     where organization_id = $1 and id = $2 and version = $3 returning id`,
    [tx.organizationId, id, version, ...valuesOf(service), now],
  );
  return rows.length === 1;
}

export async function findService(database: Database, id: string): Promise<ServiceRow | undefined> {
  const [row] = await database.rows<ServiceRow>(`${services} and s.id = $2`, [database.organizationId, id]);
  return row;
}

/** All services, after the keyset (name, id). */
export async function listServices(database: Database, after: (string | null)[], limit: number): Promise<ServiceRow[]> {
  return await database.rows(
    `${services} and ($2::text is null or (s.name, s.id) > ($2, $3::uuid)) order by s.name, s.id limit $4`,
    [database.organizationId, ...after, limit],
  );
}

/** What the clinic offers now; retired services are not among them. After the keyset (name, id). */
export async function listClinicServices(
  database: Database,
  clinicId: string,
  after: (string | null)[],
  limit: number,
): Promise<ServiceRow[]> {
  return await database.rows(
    `${services} and s.status = 'active'
       and s.id in (select service_id from service_clinics where organization_id = $1 and clinic_id = $2)
       and ($3::text is null or (s.name, s.id) > ($3, $4::uuid))
     order by s.name, s.id limit $5`,
    [database.organizationId, clinicId, ...after, limit],
  );
}

export async function clinicExists(database: Database, id: string): Promise<boolean> {
  const rows = await database.rows("select 1 from clinics where organization_id = $1 and id = $2", [
    database.organizationId,
    id,
  ]);
  return rows.length === 1;
}

/** What the organization counts in, unless a service says otherwise. */
export async function findCurrency(database: Database): Promise<string> {
  const [row] = await database.rows<{ currency: string }>("select currency from organizations where id = $1", [
    database.organizationId,
  ]);
  return row!.currency;
}
