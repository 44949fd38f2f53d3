import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";

/** Whose time a change of rules may change: certain resources', everybody's who works at a clinic, or everybody's (null). */
export type RulesScope = { resourceIds: readonly string[] } | { clinicId: string | null };

const valuesOf = (scope: RulesScope) => ("resourceIds" in scope ? [scope.resourceIds, null] : [null, scope.clinicId]);

/** Rules or openings at clinic $3, or at any: without either there are no slots. */
const hasTime = `(exists (select 1 from schedule_rules w where w.organization_id = $1 and w.resource_id = r.id and ($3::uuid is null or w.clinic_id = $3))
    or exists (select 1 from schedule_exceptions e where e.organization_id = $1 and e.resource_id = r.id and e.lanes is not null
      and ($3::uuid is null or e.clinic_id = $3)))`;

const resourcesInScope = `r.organization_id = $1 and (r.id = any ($2::uuid[]) or $2 is null and ($3::uuid is null
    or r.clinic_id = $3 or r.clinic_id is null and (r.kind <> 'practitioner' or ${hasTime})))`;

/**
 * Waits for the bookings of the resources in scope that are under way, and holds back those that come: the foreign key of each
 * claim locks its resource. The first thing that a change of rules does, in the order in which bookings lock; `rooms` that it names are
 * locked with the others, because its own foreign keys would do so later, out of order.
 */
export async function lockScope(
  tx: Transaction,
  scope: RulesScope,
  rooms: readonly (string | null | undefined)[] = [],
): Promise<void> {
  if (tx.undone) return;
  const named = rooms.filter((id) => typeof id === "string");
  await tx.rows(
    `select 1 from resources r where ${resourcesInScope} or r.organization_id = $1 and r.id = any ($4::uuid[]) order by r.id for update`,
    [tx.organizationId, ...valuesOf(scope), named],
  );
}

/** The lock of a claim's foreign key, ahead of the claim: a change of rules waits for it. */
export async function lockAgainstChanges(tx: Transaction, resourceIds: readonly string[]): Promise<void> {
  await tx.rows(
    "select 1 from resources where organization_id = $1 and id = any ($2::uuid[]) order by id for key share",
    [tx.organizationId, resourceIds],
  );
}

/**
 * Notes that the inventories in scope have to be made anew. In the order of the resources, and the last thing that its
 * transaction does: who generates holds the resource and steps aside for a row that is being marked.
 */
export async function markDue(tx: Transaction, scope: RulesScope, now: Temporal.Instant): Promise<void> {
  await tx.rows(
    `insert into slot_inventories (organization_id, resource_id, generated_until, due_since)
     select $1, r.id, null, $4 from resources r
     where r.organization_id = $1 and (r.id = any ($2::uuid[]) or $2 is null and ${hasTime}) order by r.id
     on conflict on constraint slot_inventories_pkey do update set due_since = excluded.due_since where slot_inventories.due_since is null`,
    [tx.organizationId, ...valuesOf(scope), now],
  );
}

/** The clinics at which those in scope have hours or stand, in use. */
export async function selectClinicsInScope(database: Database, scope: RulesScope): Promise<string[]> {
  const rows = await database.rows<{ id: string }>(
    `select c.id from clinics c
     where c.organization_id = $1 and c.status = 'active' and ($3::uuid is null or c.id = $3) and ($2::uuid[] is null or c.id in (
       select clinic_id from schedule_rules where organization_id = $1 and resource_id = any ($2)
       union select clinic_id from schedule_exceptions where organization_id = $1 and resource_id = any ($2)
       union select clinic_id from resources where organization_id = $1 and id = any ($2)
       union select clinic_id from practitioner_clinics where organization_id = $1 and practitioner_id = any ($2)))
     order by 1`,
    [database.organizationId, ...valuesOf(scope)],
  );
  return rows.map(({ id }) => id);
}

// As far ahead as anything can be booked: the longest horizon of the services that the resource can serve.
const horizons = `
    select resource_id, max(max_future_days) as days from (
      select p.practitioner_id as resource_id, p.service_id from service_practitioners p where p.organization_id = $1
      union all select p.resource_id, p.service_id from service_phases p where p.organization_id = $1 and p.need = 'resource'
      union all select m.resource_id, p.service_id from service_phases p
        join pool_resources m on m.organization_id = $1 and m.pool_id = p.pool_id where p.organization_id = $1 and p.need = 'pool'
      union all select k.id, p.service_id from service_phases p
        join resources k on k.organization_id = $1 and k.kind = p.resource_kind where p.organization_id = $1 and p.need = 'kind') serves
    join services s on s.organization_id = $1 and s.id = serves.service_id and s.status = 'active'
    group by resource_id`;

const leastDays = 30;
const mostDays = 400;
/** The date before which slots are wanted. The last day that can be booked is a part of one. */
const wantedUntil = `$2::date + 1 + least(${mostDays}, greatest(${leastDays}, coalesce(h.days, 0)))`;

/** Notes as due whatever ends before its horizon, or was never generated. `today` is a UTC date. */
export async function markRolled(tx: Transaction, today: Temporal.PlainDate, now: Temporal.Instant): Promise<void> {
  await tx.rows(
    `with horizon as (${horizons})
     insert into slot_inventories (organization_id, resource_id, generated_until, due_since)
     select $1, r.id, null, $4 from resources r
       left join horizon h on h.resource_id = r.id
       left join slot_inventories i on i.organization_id = $1 and i.resource_id = r.id
     where r.organization_id = $1 and i.due_since is null and (
       i.resource_id is not null and i.generated_until is null
       or r.status = 'active' and (i.generated_until is null or i.generated_until < ${wantedUntil}) and ${hasTime})
     order by r.id
     on conflict on constraint slot_inventories_pkey do update set due_since = excluded.due_since where slot_inventories.due_since is null`,
    [tx.organizationId, today, null, now],
  );
}

export interface InventoryRow {
  resource_id: string;
  /** The UTC date before which its slots are wanted, or are already there. */
  until: Temporal.PlainDate;
  /** About how many its rules and openings give in a week. */
  slots_a_week: number;
}

const inventories = `
    with horizon as (${horizons}),
    given as (
      select resource_id, sum(lanes * (case when end_local > start_local then 0 else 1440 end
          + date_part('epoch', end_local - start_local) / 60) / slot_minutes) as slots
        from schedule_rules where organization_id = $1 group by 1
      union all select resource_id, sum(lanes * 10080 / slot_minutes) from schedule_exceptions
        where organization_id = $1 and lanes is not null and ends_at > $2::date group by 1)
    select r.id as resource_id, greatest(${wantedUntil}, i.generated_until) as until,
      coalesce((select sum(slots) from given where given.resource_id = r.id), 0)::float8 as slots_a_week
    from resources r
      left join horizon h on h.resource_id = r.id
      left join slot_inventories i on i.organization_id = $1 and i.resource_id = r.id
    where r.organization_id = $1`;

export interface InventoryFilter {
  clinicId: string | null;
  resourceId: string | null;
}

/** The inventories that there are or should be. `today` is a UTC date. */
export async function selectInventories(
  database: Database,
  today: Temporal.PlainDate,
  { clinicId, resourceId }: InventoryFilter,
): Promise<InventoryRow[]> {
  return await database.rows(
    `${inventories} and ($4::uuid is null or r.id = $4) and (${hasTime} or i.resource_id is not null and $3::uuid is null or exists (
       select 1 from slots s where s.organization_id = $1 and s.resource_id = r.id and s.clinic_id = $3))
     order by r.id`,
    [database.organizationId, today, clinicId, resourceId],
  );
}

/** Those that are due, the latest first: whoever changed a rule just now looks at it, and nobody at the day that was added to all. */
export async function selectDue(
  database: Database,
  today: Temporal.PlainDate,
  except: readonly string[],
  limit: number,
): Promise<InventoryRow[]> {
  return await database.rows(
    `${inventories} and i.due_since is not null and r.id <> all ($3::uuid[]) order by i.due_since desc, r.id limit $4`,
    [database.organizationId, today, except, limit],
  );
}

/**
 * Takes a due inventory on, which has then its slots before `until`; false when it is not due, or being marked this moment.
 * Whoever changes the rules from now on waits, and marks it again.
 */
export async function takeDue(tx: Transaction, resourceId: string, until: Temporal.PlainDate): Promise<boolean> {
  const rows = await tx.rows(
    `update slot_inventories set due_since = null, generated_until = $3 where organization_id = $1 and resource_id = (
       select resource_id from slot_inventories where organization_id = $1 and resource_id = $2 and due_since is not null
       for update skip locked) returning 1 as one`,
    [tx.organizationId, resourceId, until],
  );
  return rows.length > 0;
}

export async function setGenerated(tx: Transaction, resourceId: string, until: Temporal.PlainDate): Promise<void> {
  await tx.rows(
    `update slot_inventories set generated_until = $3 where organization_id = $1 and resource_id = (
       select resource_id from slot_inventories where organization_id = $1 and resource_id = $2 for update skip locked)`,
    [tx.organizationId, resourceId, until],
  );
}

export interface Covered {
  /** Each with the UTC date before which it was generated. */
  inventories: readonly Pick<InventoryRow, "resource_id" | "until">[];
  clinicId: string | null;
  from: Temporal.Instant;
}

/**
 * Notes what was generated by hand. What left a gap, before its first day or at other clinics, becomes due: before
 * `generated_until` an inventory is whole.
 */
export async function setCovered(
  tx: Transaction,
  { inventories, clinicId, from }: Covered,
  today: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `insert into slot_inventories as i (organization_id, resource_id, generated_until, due_since)
     select $1, c.resource_id, c.until, case when $5::timestamptz > $6::date or $4::uuid is not null and exists (
         select 1 from schedule_rules w where w.organization_id = $1 and w.resource_id = c.resource_id and w.clinic_id <> $4) then $7::timestamptz end
     from unnest($2::uuid[], $3::date[]) as c (resource_id, until) order by c.resource_id
     on conflict on constraint slot_inventories_pkey do update set generated_until = greatest(i.generated_until, excluded.generated_until),
       due_since = coalesce(i.due_since, excluded.due_since)`,
    [
      tx.organizationId,
      inventories.map(({ resource_id }) => resource_id),
      inventories.map(({ until }) => until.toString()),
      clinicId,
      from,
      today,
      now,
    ],
  );
}
