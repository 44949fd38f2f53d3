import type { Temporal } from "temporal-polyfill";
import { liveInSql } from "../../core/moves.ts";
import type { Moved } from "../../people/merges.ts";
import type { Transaction } from "../../platform/database.ts";

/** Everything that names a patient, in the order in which the desk's own moves lock it: the patient comes last. */
const locked = ["contracts", "appointments", "visits", "payments", "booking_requests", "standing_admissions"];

/**
 * Locks what belongs to these patients, before the patients themselves: whoever moves an appointment has it locked and then
 * asks for its patient, so the other way round the two would wait for each other.
 */
export async function lockBelongings(tx: Transaction, patientIds: readonly string[]): Promise<void> {
  await Promise.all(
    locked.map((table) =>
      tx.rows(
        `select id from ${table} where organization_id = $1 and patient_id = any ($2::uuid[]) order by id for no key update`,
        [tx.organizationId, patientIds],
      ),
    ),
  );
}

/** Holds of the patients whose time is up, which the database still takes for theirs. */
export async function selectRunOut(
  tx: Transaction,
  patientIds: readonly string[],
  now: Temporal.Instant,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select id from appointments
     where organization_id = $1 and patient_id = any ($2::uuid[]) and status = 'held' and hold_expires_at <= $3 order by id`,
    [tx.organizationId, patientIds, now],
  );
  return rows.map(({ id }) => id);
}

export interface Overlap {
  kept_appointment_id: string;
  merged_appointment_id: string;
}

/** Live appointments of the two that one person could not keep both. */
export async function selectOverlaps(tx: Transaction, keptId: string, mergedId: string): Promise<Overlap[]> {
  const live = (a: string) => `${a}.status in ${liveInSql} and not ${a}.overlap_waived`;
  return await tx.rows(
    `select k.id as kept_appointment_id, m.id as merged_appointment_id
     from appointments m join appointments k on k.organization_id = $1 and k.patient_id = $2
       and tstzrange(k.starts_at, k.ends_at) && tstzrange(m.starts_at, m.ends_at)
     where m.organization_id = $1 and m.patient_id = $3 and ${live("k")} and ${live("m")} order by m.starts_at, m.id, k.id`,
    [tx.organizationId, keptId, mergedId],
  );
}

/** From whom to whom; null takes everything. */
export interface HandOver {
  from: string;
  to: string;
  /** How the events are called. */
  kind: "merge" | "unmerge";
  actorId: string;
  now: Temporal.Instant;
}

export interface Handed {
  id: string;
  clinic_id: string;
  practitioner_id: string | null;
  version: number;
}

type Kind = Exclude<keyof Moved, "joined" | "patients" | "fields">;
export type Ids = Record<Kind, readonly string[]>;

const all = "($4::uuid[] is null or id = any ($4))";

/** Contracts, requests and standing admissions have no events of their own; their version says that they changed. */
export async function handOverPapers(
  tx: Transaction,
  table: "contracts" | "booking_requests" | "standing_admissions",
  { from, to, now }: HandOver,
  ids: readonly string[] | null,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `update ${table} set patient_id = $3, updated_at = $5, version = version + 1
     where organization_id = $1 and patient_id = $2 and ${all} returning id`,
    [tx.organizationId, from, to, ids, now],
  );
  return rows.map(({ id }) => id);
}

export async function handOverPayments(
  tx: Transaction,
  { from, to, now }: HandOver,
  ids: readonly string[] | null,
): Promise<Handed[]> {
  return await tx.rows(
    `update payments set patient_id = $3, updated_at = $5, version = version + 1
     where organization_id = $1 and patient_id = $2 and ${all} returning id, clinic_id, practitioner_id, version`,
    [tx.organizationId, from, to, ids, now],
  );
}

/** A change of many things at once is an event of each of them. */
const recorded = (subject: "appointment" | "visit", change: string) =>
  `recorded as (
    insert into events (organization_id, subject, subject_id, version, id, kind, actor_id, occurred_at, change)
    select organization_id, '${subject}', id, version, gen_random_uuid(), $6::text, $7::uuid, updated_at,
      jsonb_build_object('patient_id', patient_id, 'updated_at', updated_at, 'version', version${change}) from changed)`;

export async function handOverAppointments(
  tx: Transaction,
  { from, to, kind, actorId, now }: HandOver,
  ids: readonly string[] | null,
): Promise<Handed[]> {
  return await tx.rows(
    `with changed as (
       update appointments set patient_id = $3, updated_at = $5, version = version + 1
       where organization_id = $1 and patient_id = $2 and ${all} returning *),
     ${recorded("appointment", "")}
     select id, clinic_id, practitioner_id, version from changed`,
    [tx.organizationId, from, to, ids, now, kind, actorId],
  );
}

/** Visits go onto the tickets that their new patient has for their days; see `handOverTickets`. */
export async function handOverVisits(
  tx: Transaction,
  { from, to, kind, actorId, now }: HandOver,
  ids: readonly string[] | null,
): Promise<Handed[]> {
  return await tx.rows(
    `with changed as (
       update visits v set patient_id = $3, visit_ticket_id = t.id, updated_at = $5, version = v.version + 1
       from visit_tickets t
       where v.organization_id = $1 and v.patient_id = $2 and ($4::uuid[] is null or v.id = any ($4))
         and t.organization_id = $1 and t.patient_id = $3 and t.clinic_id = v.clinic_id and t.service_date = v.service_date
       returning v.*),
     ${recorded("visit", ", 'visit_ticket_id', visit_ticket_id")}
     select id, clinic_id, practitioner_id, version from changed`,
    [tx.organizationId, from, to, ids, now, kind, actorId],
  );
}

/** Plans that wait to be agreed propose for the patient who is kept; what was agreed or refused stays as it was told. */
export async function handOverProposals(tx: Transaction, { from, to, now }: HandOver): Promise<void> {
  await tx.rows(
    `update matching_placements set patient_id = $3, updated_at = $4, version = version + 1
     where organization_id = $1 and patient_id = $2 and status in ('proposed', 'unplaced')`,
    [tx.organizationId, from, to, now],
  );
}

/** Notes are not changed; whom they are about is. */
export async function handOverNotes(
  tx: Transaction,
  { from, to }: HandOver,
  ids: readonly string[] | null,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `update medical_notes set patient_id = $3 where organization_id = $1 and patient_id = $2 and ${all} returning id`,
    [tx.organizationId, from, to, ids],
  );
  return rows.map(({ id }) => id);
}
