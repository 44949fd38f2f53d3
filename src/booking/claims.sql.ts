import { instantOfMinute } from "../core/zones.ts";
import type { ClaimStatus } from "../core/moves.ts";
import type { Database, Transaction } from "../platform/database.ts";
import type { PlacedClaim } from "../supply/availability.ts";
import { newId } from "../platform/ids.ts";

// In resource order and with ON CONFLICT DO NOTHING: rivals then wait for each other one way round and never deadlock.
const insertStatement = {
  name: "insert_claims",
  text: `with inserted as (
      insert into resource_claims (organization_id, id, appointment_id, phase, resource_id, lane, starts_at, ends_at, status)
      select $1, c.id, $2, c.phase, c.resource_id, c.lane, c.starts_at, c.ends_at, $3
      from unnest($4::uuid[], $5::smallint[], $6::uuid[], $7::smallint[], $8::timestamptz[], $9::timestamptz[])
        as c (id, phase, resource_id, lane, starts_at, ends_at)
      order by c.resource_id, c.lane, c.starts_at
      on conflict do nothing returning 1)
    select require_rows('slot_taken', cardinality($4::uuid[]), (select count(*) from inserted))`,
};

/** Takes the windows, all of them, or stops the transaction with `slot_taken`. */
export async function insertClaims(
  tx: Transaction,
  appointmentId: string,
  status: ClaimStatus,
  claims: readonly PlacedClaim[],
): Promise<void> {
  await tx.rows(insertStatement, [
    tx.organizationId,
    appointmentId,
    status,
    claims.map(() => newId()),
    claims.map(({ phase }) => phase),
    claims.map(({ resourceId }) => resourceId),
    claims.map(({ lane }) => lane),
    claims.map(({ range }) => instantOfMinute(range[0]).toString()),
    claims.map(({ range }) => instantOfMinute(range[1]).toString()),
  ]);
}

// Written so that no statistics are needed for a good plan, not even those of an empty table: "not released" keeps the planner
// from the partial indexes over all live claims, and under row-level security only a plain column bounds an index scan.
const slotsUnderClaims = `from c join slots s on s.organization_id = $1 and s.resource_id = c.resource_id and s.lane = c.lane
      and s.starts_at > c.earliest and s.starts_at < c.ends_at and s.ends_at > c.starts_at`;
const claimsOfAppointment = `with c as materialized (
      select resource_id, lane, starts_at, ends_at, status, starts_at - interval '12 hours' as earliest
      from resource_claims where organization_id = $1 and appointment_id = $2 and status <> 'released')`;

// Neighbouring claims may share the slot at their border: all lock their slots in one order, then count on what they see.
const lockSlots = {
  name: "lock_slots_under_claims",
  text: `${claimsOfAppointment} select 1 ${slotsUnderClaims} order by s.resource_id, s.lane, s.starts_at for update of s`,
};

const countSlots = {
  name: "count_claims_on_slots",
  text: `${claimsOfAppointment}
    update slots t set active_claims = t.active_claims + $3::integer * u.active, held_claims = t.held_claims + $3::integer * u.held
    from (select s.resource_id, s.lane, s.starts_at, count(*) filter (where c.status = 'active') as active,
            count(*) filter (where c.status = 'held') as held ${slotsUnderClaims} group by 1, 2, 3) u
    where t.organization_id = $1 and t.resource_id = u.resource_id and t.lane = u.lane and t.starts_at = u.starts_at`,
};

/** Marks the inventory under the appointment's live claims as taken; call it after the claims are in. */
export async function takeSlots(tx: Transaction, appointmentId: string): Promise<void> {
  await countOnSlots(tx, appointmentId, 1);
}

/** Gives the inventory under the appointment's live claims back; call it before they are released. */
export async function returnSlots(tx: Transaction, appointmentId: string): Promise<void> {
  await countOnSlots(tx, appointmentId, -1);
}

async function countOnSlots(tx: Transaction, appointmentId: string, sign: 1 | -1): Promise<void> {
  const values = [tx.organizationId, appointmentId];
  await Promise.all([tx.rows(lockSlots, values), tx.rows(countSlots, [...values, sign])]);
}

export async function releaseClaims(tx: Transaction, appointmentId: string): Promise<void> {
  await tx.rows(
    {
      name: "release_claims",
      text: `update resource_claims set status = 'released' where organization_id = $1 and appointment_id = $2 and status <> 'released'`,
    },
    [tx.organizationId, appointmentId],
  );
}

export async function selectClaims(database: Database, appointmentId: string): Promise<object[]> {
  return await database.rows(
    `select resource_id, lane, starts_at, ends_at, status from resource_claims
     where organization_id = $1 and appointment_id = $2 order by starts_at, resource_id, lane, id`,
    [database.organizationId, appointmentId],
  );
}
