import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";

/** The slots that the rules ask for, column by column: one round trip however many they are. */
export interface WantedSlots {
  lanes: number[];
  startsAt: string[];
  endsAt: string[];
  clinicIds: string[];
  ruleIds: (string | null)[];
  open: boolean[];
}

/**
 * Locks out bookings of the resource for a moment: each booking's claim takes a key-share lock on the resource's row through
 * its foreign key, so afterwards every claim is either visible here or waits until the inventory is in place.
 */
export async function lockResource(tx: Transaction, resourceId: string): Promise<void> {
  await tx.rows("select 1 from resources where organization_id = $1 and id = $2 for update", [
    tx.organizationId,
    resourceId,
  ]);
}

const wanted = `unnest($3::smallint[], $4::timestamptz[], $5::timestamptz[], $6::uuid[], $7::uuid[], $8::boolean[])
  as w (lane, starts_at, ends_at, clinic_id, rule_id, is_open)`;
const obsolete = `s.organization_id = $1 and s.resource_id = $2 and s.starts_at >= $9 and s.starts_at < $10 and ($11::uuid is null or s.clinic_id = $11)
  and not exists (select 1 from ${wanted} where w.lane = s.lane and w.starts_at = s.starts_at and w.ends_at = s.ends_at)`;

const statements = {
  removed: `delete from slots s where ${obsolete} and s.active_claims = 0 and s.held_claims = 0 returning 1 as one`,
  closed: `update slots s set is_open = false where ${obsolete} and s.is_open returning 1 as one`,
  added: `insert into slots (organization_id, resource_id, lane, starts_at, ends_at, clinic_id, rule_id, is_open, held_claims, active_claims)
    select $1, $2, w.lane, w.starts_at, w.ends_at, w.clinic_id, w.rule_id, w.is_open, c.held, c.active from ${wanted}
    cross join lateral (
      select count(*) filter (where status = 'held') as held, count(*) filter (where status = 'active') as active from resource_claims
      where organization_id = $1 and resource_id = $2 and lane = w.lane and status in ('held', 'active')
        and starts_at > w.starts_at - interval '32 hours' and starts_at < w.ends_at and ends_at > w.starts_at) c
    where $9::timestamptz is not null and $10::timestamptz is not null and ($11::uuid is null or w.clinic_id = $11)
    order by w.starts_at, w.lane on conflict on constraint slots_pkey do nothing returning 1 as one`,
  changed: `update slots s set is_open = w.is_open, rule_id = w.rule_id, clinic_id = w.clinic_id from ${wanted}
    where s.organization_id = $1 and s.resource_id = $2 and s.lane = w.lane and s.starts_at = w.starts_at and s.ends_at = w.ends_at
      and s.is_open <> w.is_open and $9::timestamptz is not null and $10::timestamptz is not null and ($11::uuid is null or w.clinic_id = $11)
    returning s.is_open`,
};

export interface Difference {
  added: number;
  removed: number;
  blocked: number;
  opened: number;
}

/** Brings the stored slots of one resource in `[from, to)` to what is wanted; booked and held ones stay, closed where no rule wants them. */
export async function convergeSlots(
  tx: Transaction,
  scope: { resourceId: string; clinicId: string | null; from: Temporal.Instant; to: Temporal.Instant },
  slots: WantedSlots,
): Promise<Difference> {
  const columns = [slots.lanes, slots.startsAt, slots.endsAt, slots.clinicIds, slots.ruleIds, slots.open];
  const values = [tx.organizationId, scope.resourceId, ...columns, scope.from, scope.to, scope.clinicId];
  const [removed, closed, added, changed] = await Promise.all([
    tx.rows(statements.removed, values),
    tx.rows(statements.closed, values),
    tx.rows(statements.added, values),
    tx.rows<{ is_open: boolean }>(statements.changed, values),
  ]);
  const opened = changed.filter((slot) => slot.is_open).length;
  return { added: added.length, removed: removed.length, blocked: closed.length + changed.length - opened, opened };
}

/** The resources in scope that rules give time to, or that have slots from earlier rules. */
export async function selectGenerated(
  database: Database,
  { clinicId, resourceId }: { clinicId: string | null; resourceId: string | null },
): Promise<string[]> {
  const rows = await database.rows<{ resource_id: string }>(
    `select distinct resource_id from schedule_rules where organization_id = $1 and ($2::uuid is null or clinic_id = $2) and ($3::uuid is null or resource_id = $3)
     union select distinct resource_id from slots where organization_id = $1 and ($2::uuid is null or clinic_id = $2) and ($3::uuid is null or resource_id = $3)
     order by 1`,
    [database.organizationId, clinicId, resourceId],
  );
  return rows.map((row) => row.resource_id);
}

export interface BookedTimeRow {
  appointment_id: string;
  clinic_id: string;
  service_id: string;
  lane: number;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

/** When the resource is booked at the clinic in `[from, to)`, without buffers: a buffer may lie outside hours. */
export async function selectBookedTime(
  tx: Transaction,
  resourceId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<BookedTimeRow[]> {
  return await tx.rows(
    `select c.appointment_id, c.lane, a.clinic_id, a.service_id, greatest(c.starts_at, a.starts_at) as starts_at, least(c.ends_at, a.ends_at) as ends_at
     from resource_claims c join appointments a on a.organization_id = $1 and a.id = c.appointment_id
     where c.organization_id = $1 and c.resource_id = $2 and c.status in ('held', 'active')
       and c.starts_at > $3::timestamptz - interval '32 hours' and a.starts_at >= $3 and a.starts_at < $4 order by 4`,
    [tx.organizationId, resourceId, from, to],
  );
}

export interface SlotRow {
  resource_id: string;
  clinic_id: string;
  lane: number;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  status: string;
}

export interface SlotFilter {
  clinicId: string | null;
  resourceId: string | null;
  status: string | null;
  from: Temporal.Instant;
  to: Temporal.Instant;
  after: (string | null)[];
}

export async function selectSlots(database: Database, filter: SlotFilter, limit: number): Promise<SlotRow[]> {
  return await database.rows(
    `select resource_id, clinic_id, lane, starts_at, ends_at, status from slots
     where organization_id = $1 and ($2::uuid is null or clinic_id = $2) and ($3::uuid is null or resource_id = $3)
       and ($4::text is null or status = $4) and starts_at >= $5 and starts_at < $6
       and ($7::timestamptz is null or (starts_at, resource_id, lane) > ($7, $8::uuid, $9::smallint))
     order by starts_at, resource_id, lane limit $10`,
    [
      database.organizationId,
      filter.clinicId,
      filter.resourceId,
      filter.status,
      filter.from,
      filter.to,
      ...filter.after,
      limit,
    ],
  );
}
