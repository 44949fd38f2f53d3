import type { Temporal } from "temporal-polyfill";
import type { Database, Tenants } from "../../platform/database.ts";

/** What a demo organization consists of, read over all rooms: a read model, nothing is ever written here. */

export async function findOrganizationBySlug(postgres: Tenants, slug: string): Promise<string | undefined> {
  const [row] = await postgres.directory<{ id: string }>("select id from organizations where slug = $1", [slug]);
  return row?.id;
}

export interface DemoClinic {
  id: string;
  name: string;
  timezone: string;
}

/** By name, as all lists here: ids differ from one database to the next, names do not. */
export async function selectClinics(database: Database): Promise<DemoClinic[]> {
  return await database.rows(
    'select id, name, timezone from clinics where organization_id = $1 order by name collate "C"',
    [database.organizationId],
  );
}

export interface DemoPractitioner {
  id: string;
  name: string;
  clinic_ids: string[];
  service_ids: string[];
}

export async function selectPractitioners(database: Database): Promise<DemoPractitioner[]> {
  return await database.rows(
    `select p.id, r.name,
       array(select clinic_id from practitioner_clinics where organization_id = $1 and practitioner_id = p.id order by 1) as clinic_ids,
       array(select service_id from service_practitioners where organization_id = $1 and practitioner_id = p.id order by 1) as service_ids
     from practitioners p join resources r on r.organization_id = $1 and r.id = p.id
     where p.organization_id = $1 order by r.name collate "C", p.id`,
    [database.organizationId],
  );
}

export interface DemoServiceRow {
  id: string;
  name: string;
  duration_minutes: number;
  price_minor: number;
  currency: string;
}

export async function selectServices(database: Database): Promise<DemoServiceRow[]> {
  return await database.rows(
    'select id, name, duration_minutes, price_minor, currency from services where organization_id = $1 order by name collate "C"',
    [database.organizationId],
  );
}

export async function selectOfferedAt(database: Database, clinicId: string): Promise<string[]> {
  const rows = await database.rows<{ service_id: string }>(
    `select c.service_id from service_clinics c join services s on s.organization_id = $1 and s.id = c.service_id
     where c.organization_id = $1 and c.clinic_id = $2
       and not exists (select 1 from session_rules r where r.organization_id = $1 and r.service_id = s.id)
     order by s.name collate "C"`,
    [database.organizationId, clinicId],
  );
  return rows.map(({ service_id }) => service_id);
}

export interface SessionAhead {
  id: string;
  /** Which one of its day it is, from 1. */
  turn: number;
}

export async function selectSessionsAhead(
  database: Database,
  clinicId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<SessionAhead[]> {
  return await database.rows(
    `select id, turn from (
       select id, starts_at, row_number() over (partition by service_date order by starts_at) as turn
       from sessions where organization_id = $1 and clinic_id = $2 and status = 'open') s
     where starts_at >= $3 and starts_at < $4 order by starts_at`,
    [database.organizationId, clinicId, from, to],
  );
}

export interface DemoPatient {
  id: string;
  name: string;
  phone: string | null;
}

export async function selectPatients(database: Database): Promise<DemoPatient[]> {
  return await database.rows(
    'select id, name, phone from patients where organization_id = $1 order by name collate "C", phone, id',
    [database.organizationId],
  );
}

export interface DemoAccountRow {
  id: string;
  email: string;
  role: "admin" | "receptionist" | "doctor";
}

export async function selectAccounts(database: Database): Promise<DemoAccountRow[]> {
  return await database.rows("select id, email, role from accounts where organization_id = $1 order by email", [
    database.organizationId,
  ]);
}

export async function hasVisits(database: Database): Promise<boolean> {
  const rows = await database.rows("select 1 from visits where organization_id = $1 limit 1", [
    database.organizationId,
  ]);
  return rows.length > 0;
}

/** When the organization was opened. */
export async function selectOpening(database: Database): Promise<Temporal.Instant> {
  const [row] = await database.rows<{ created_at: Temporal.Instant }>(
    "select created_at from organizations where id = $1",
    [database.organizationId],
  );
  return row!.created_at;
}
