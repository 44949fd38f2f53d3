import { textOfMinute } from "../core/zones.ts";
import type { ClaimStatus } from "../core/moves.ts";
import type { Database, Transaction } from "../platform/database.ts";
import type { PlacedClaim } from "../supply/place-claims.ts";
import { newId } from "../platform/ids.ts";

// In resource order and with ON CONFLICT DO NOTHING: rivals then wait for each other one way round and never deadlock.
const insertStatement = {
  name: "insert_claims",
  text: `with inserted as (
      insert into resource_claims (organization_id, id, appointment_id, phase, resource_id, lane, starts_at, ends_at, lead_starts_at,
        lead_ends_at, status)
      select $1, c.id, $2, c.phase, c.resource_id, c.lane, c.starts_at, c.ends_at, c.lead_starts_at, c.lead_ends_at, $3
      from unnest($4::uuid[], $5::smallint[], $6::uuid[], $7::smallint[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[],
        $11::timestamptz[]) as c (id, phase, resource_id, lane, starts_at, ends_at, lead_starts_at, lead_ends_at)
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
    claims.map(({ range }) => textOfMinute(range[0])),
    claims.map(({ range }) => textOfMinute(range[1])),
    claims.map(({ lead }) => textOfMinute(lead[0])),
    claims.map(({ lead }) => textOfMinute(lead[1])),
  ]);
}

export interface ChangedClaim {
  id: string;
  /** What it was before. */
  status: ClaimStatus;
}

// A new claim locks its resource through its foreign key; one that ends has to do it itself, so that slots which are generated
// meanwhile are not born with a count that nobody takes back.
const lockResources = {
  name: "lock_resources_of_claims",
  text: `select 1 from resources where organization_id = $1 and id in (
      select resource_id from resource_claims where organization_id = $1 and appointment_id = $2 and status <> 'released')
    order by id for key share`,
};

const changeStatement = {
  name: "change_claims",
  text: `with live as (
      select id, status from resource_claims
      where organization_id = $1 and appointment_id = $2 and status <> 'released' and status <> $3)
    update resource_claims c set status = $3 from live where c.organization_id = $1 and c.id = live.id
    returning live.id, live.status`,
};

/** Ends the appointment's live claims; `countOnSlots` gives back what lies under them. */
export const releaseClaims = (tx: Transaction, appointmentId: string): Promise<ChangedClaim[]> =>
  changeClaims(tx, appointmentId, "released");

/** Held claims become lasting ones; `countOnSlots` counts them anew. */
export const activateClaims = (tx: Transaction, appointmentId: string): Promise<ChangedClaim[]> =>
  changeClaims(tx, appointmentId, "active");

async function changeClaims(tx: Transaction, appointmentId: string, status: ClaimStatus): Promise<ChangedClaim[]> {
  const values = [tx.organizationId, appointmentId];
  const [, changed] = await Promise.all([
    tx.rows(lockResources, values),
    tx.rows<ChangedClaim>(changeStatement, [...values, status]),
  ]);
  return changed;
}

// Written so that no statistics are needed for a good plan, not even those of an empty table: "not released" keeps the planner
// from the partial indexes over all live claims, and under row-level security only a plain column bounds an index scan.
const changedClaims = `with c as materialized (
      select r.resource_id, r.lane, r.starts_at, r.ends_at, count.status, count.sign, r.starts_at - interval '12 hours' as earliest
      from resource_claims r left join unnest($3::uuid[], $4::text[]) as gone (id, status) on gone.id = r.id
      cross join lateral (values (r.status, 1), (gone.status, -1)) as count (status, sign)
      where r.organization_id = $1 and r.appointment_id = any ($2::uuid[]) and (r.status <> 'released' or gone.id is not null)
        and count.status in ('held', 'active'))`;
// What a booking counts, mostly: one appointment's new claims. With a list of one the planner would take the plan for that very list
// for cheaper than the one for any list, and make it anew for each booking, which costs as much as all the counting.
const newClaims = `with c as materialized (
      select resource_id, lane, starts_at, ends_at, status, 1 as sign, starts_at - interval '12 hours' as earliest
      from resource_claims where organization_id = $1 and appointment_id = $2 and status <> 'released')`;
const slotsUnderClaims = `from c join slots s on s.organization_id = $1 and s.resource_id = c.resource_id and s.lane = c.lane
      and s.starts_at > c.earliest and s.starts_at < c.ends_at and s.ends_at > c.starts_at`;

// Neighbouring claims may share the slot at their border: all lock their slots in one order, then count on what they see.
const lockSlots = (claims: string) =>
  `${claims} select 1 ${slotsUnderClaims} order by s.resource_id, s.lane, s.starts_at for update of s`;

// Materialized: for an organization that no statistics know yet the planner may look through its slots first, and would count
// anew for each of them.
const count = (claims: string) =>
  `${claims},
    u as materialized (
      select s.resource_id, s.lane, s.starts_at, coalesce(sum(c.sign) filter (where c.status = 'active'), 0) as active,
        coalesce(sum(c.sign) filter (where c.status = 'held'), 0) as held ${slotsUnderClaims} group by 1, 2, 3)
    update slots t set active_claims = t.active_claims + u.active, held_claims = t.held_claims + u.held from u
    where t.organization_id = $1 and t.resource_id = u.resource_id and t.lane = u.lane and t.starts_at = u.starts_at`;

const statements = {
  new: [
    { name: "lock_slots_under_new_claims", text: lockSlots(newClaims) },
    { name: "count_new_claims_on_slots", text: count(newClaims) },
  ],
  changed: [
    { name: "lock_slots_under_claims", text: lockSlots(changedClaims) },
    { name: "count_claims_on_slots", text: count(changedClaims) },
  ],
};

/**
 * Takes the inventory under the appointments' live claims, which must be new or in `changed`, and gives back what the claims in
 * `changed` took before.
 *
 * Always after the claims: whoever waits for a claim must not hold a slot that the one before him still needs.
 */
export async function countOnSlots(
  tx: Transaction,
  appointmentIds: readonly string[],
  changed: readonly ChangedClaim[] = [],
): Promise<void> {
  const isNew = appointmentIds.length === 1 && changed.length === 0;
  const before = [changed.map(({ id }) => id), changed.map(({ status }) => status)];
  const values = isNew ? [tx.organizationId, appointmentIds[0]] : [tx.organizationId, appointmentIds, ...before];
  await Promise.all(statements[isNew ? "new" : "changed"].map((statement) => tx.rows(statement, values)));
}

export async function selectClaims(database: Database, appointmentId: string): Promise<object[]> {
  return await database.rows(
    `select resource_id, lane, starts_at, ends_at, status from resource_claims
     where organization_id = $1 and appointment_id = $2 order by starts_at, resource_id, lane, id`,
    [database.organizationId, appointmentId],
  );
}
