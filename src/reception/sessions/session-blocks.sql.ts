import type { Temporal } from "temporal-polyfill";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";

/** What a session makes true of its beds, as exceptions that name it. */

interface Laid {
  bedIds: readonly string[];
  from: Temporal.Instant;
  to: Temporal.Instant;
  reason: string | null;
  createdBy: string | null;
}

/**
 * Takes the time from the beds: for everything, because they are out of service or the session is not there then, or for the
 * session's service alone, because it admits nobody more.
 */
export async function insertBlocks(
  tx: Transaction,
  session: SessionRow,
  { isClosing = false, ...laid }: Laid & { isClosing?: boolean },
  now: Temporal.Instant,
): Promise<void> {
  const serviceId = isClosing ? session.service_id : null;
  await insertExceptions(tx, session, { ...laid, kind: "blocked", serviceId, lanes: null, slotMinutes: null }, now);
}

/** Gives the time to the beds, for the session's service alone. */
export async function insertOpenings(
  tx: Transaction,
  session: SessionRow,
  { slotMinutes, ...laid }: Laid & { slotMinutes: number },
  now: Temporal.Instant,
): Promise<void> {
  const opening = { ...laid, kind: "available", serviceId: session.service_id, lanes: 1, slotMinutes } as const;
  await insertExceptions(tx, session, opening, now);
}

interface Exceptions extends Laid {
  kind: "blocked" | "available";
  serviceId: string | null;
  lanes: number | null;
  slotMinutes: number | null;
}

async function insertExceptions(
  tx: Transaction,
  session: SessionRow,
  { bedIds, from, to, kind, serviceId, lanes, slotMinutes, reason, createdBy }: Exceptions,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `insert into schedule_exceptions (organization_id, id, resource_id, clinic_id, service_id, room_id, starts_at, ends_at, timezone,
       reason, lanes, slot_minutes, kind, source, session_id, created_by, version, created_at, updated_at)
     select $1, e.id, e.bed_id, $2, $3, null, $4, $5, $6, $7, $8, $9, $10, 'session', $11, $12, 1, $13, $13
     from unnest($14::uuid[], $15::uuid[]) as e (id, bed_id)`,
    [
      tx.organizationId,
      session.clinic_id,
      serviceId,
      from,
      to,
      session.timezone,
      reason,
      lanes,
      slotMinutes,
      kind,
      session.id,
      createdBy,
      now,
      bedIds.map(() => newId()),
      bedIds,
    ],
  );
}

/** The session admits again, or nobody ever more: what closed it to who comes new goes. */
export async function deleteClosing(tx: Transaction, sessionId: string): Promise<void> {
  await tx.rows(
    `delete from schedule_exceptions
     where organization_id = $1 and session_id = $2 and kind = 'blocked' and service_id is not null`,
    [tx.organizationId, sessionId],
  );
}

/** The bed is back in service, as far as the session took it out. */
export async function deleteBlocksOfBed(tx: Transaction, sessionId: string, bedId: string): Promise<void> {
  await tx.rows(
    `delete from schedule_exceptions
     where organization_id = $1 and session_id = $2 and resource_id = $3 and kind = 'blocked' and service_id is null`,
    [tx.organizationId, sessionId, bedId],
  );
}

/** Where the session was moved to before. Blocks of its beds that broke stay with their time. */
export async function deleteOpenings(tx: Transaction, sessionId: string): Promise<void> {
  await tx.rows(
    "delete from schedule_exceptions where organization_id = $1 and session_id = $2 and kind = 'available'",
    [tx.organizationId, sessionId],
  );
}

export interface PatientOfBed {
  appointment_id: string;
  booking_id: string;
  patient_name: string;
}

/** Those who are admitted, or were until the session moved away from them, and whose bed the session keeps from them. */
export async function selectStranded(tx: Transaction, sessionId: string): Promise<PatientOfBed[]> {
  return await tx.rows(
    `select a.id as appointment_id, a.booking_id, p.name as patient_name
     from appointments a join patients p on p.organization_id = $1 and p.id = a.patient_id
     where a.organization_id = $1 and a.status in ('held', 'pending', 'confirmed', 'checked_in')
       and a.id in (${strandedBy("$2")})
     order by a.starts_at, a.id`,
    [tx.organizationId, sessionId],
  );
}

/** The appointments whose live claim lies under what a session blocks for everything. `session` is a parameter. */
export const strandedBy = (session: string): string => `
  select c.appointment_id from schedule_exceptions e
  join resource_claims c on c.organization_id = $1 and c.resource_id = e.resource_id and c.status in ('held', 'active')
    and c.starts_at > e.starts_at - interval '32 hours' and c.starts_at < e.ends_at and c.ends_at > e.starts_at
  where e.organization_id = $1 and e.session_id = ${session} and e.kind = 'blocked' and e.service_id is null`;
