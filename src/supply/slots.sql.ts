import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";
import type { ReasonCode } from "./reasons.ts";

/**
 * Waits for the bookings and cancellations of the resource that are under way, and holds back those that come: each takes a
 * key-share lock on the resource's row. Until the end of the transaction its claims and slots are only read by others.
 */
export async function lockResource(tx: Transaction, resourceId: string): Promise<void> {
  await tx.rows("select 1 from resources where organization_id = $1 and id = $2 for update", [
    tx.organizationId,
    resourceId,
  ]);
}

/** One resource's slots that differ in nothing but their start: a month is thousands of slots and a few dozen of these. */
export interface SlotGroup {
  lane: number;
  clinic_id: string;
  rule_id: string | null;
  minutes: number;
  is_open: boolean;
  held_claims: number;
  active_claims: number;
  /** Epoch minutes, with commas between. */
  starts: string;
}

export async function selectSlotGroups(
  tx: Transaction,
  resourceId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<SlotGroup[]> {
  return await tx.rows(
    `select lane, clinic_id, rule_id, (date_part('epoch', ends_at - starts_at) / 60)::int as minutes, is_open, held_claims, active_claims,
       string_agg((date_part('epoch', starts_at) / 60)::int::text, ',') as starts
     from slots where organization_id = $1 and resource_id = $2 and starts_at >= $3 and starts_at < $4 group by 1, 2, 3, 4, 5, 6, 7`,
    [tx.organizationId, resourceId, from, to],
  );
}

/** Each is new; in any order. */
export async function insertSlots(tx: Transaction, resourceId: string, groups: readonly SlotGroup[]): Promise<void> {
  await tx.rows(
    `insert into slots (organization_id, resource_id, lane, starts_at, ends_at, clinic_id, rule_id, is_open, held_claims, active_claims)
     select $1, $2, g.lane, to_timestamp(start * 60::float8), to_timestamp((start + g.minutes) * 60::float8), g.clinic_id, g.rule_id,
       g.is_open, g.held_claims, g.active_claims
     from unnest($3::smallint[], $4::uuid[], $5::uuid[], $6::int[], $7::boolean[], $8::smallint[], $9::smallint[], $10::text[])
         as g (lane, clinic_id, rule_id, minutes, is_open, held_claims, active_claims, starts),
       unnest(string_to_array(g.starts, ',')::int[]) as start`,
    [
      tx.organizationId,
      resourceId,
      groups.map(({ lane }) => lane),
      groups.map(({ clinic_id }) => clinic_id),
      groups.map(({ rule_id }) => rule_id),
      groups.map(({ minutes }) => minutes),
      groups.map(({ is_open }) => is_open),
      groups.map(({ held_claims }) => held_claims),
      groups.map(({ active_claims }) => active_claims),
      groups.map(({ starts }) => starts),
    ],
  );
}

// An array is looked up in the index one by one, whatever the planner believes of a table that was never analyzed.
const atStarts =
  "starts_at = any (array (select to_timestamp(start * 60::float8) from unnest(string_to_array($4, ',')::int[]) as start))";

/** Gives slots their rule, clinic and openness; who claims them stays. */
export async function updateSlots(
  tx: Transaction,
  resourceId: string,
  { lane, starts, is_open, rule_id, clinic_id }: SlotGroup,
): Promise<void> {
  await tx.rows(
    `update slots set is_open = $5, rule_id = $6, clinic_id = $7
     where organization_id = $1 and resource_id = $2 and lane = $3 and ${atStarts}`,
    [tx.organizationId, resourceId, lane, starts, is_open, rule_id, clinic_id],
  );
}

/** Never takes one that is booked or held. */
export async function deleteSlots(tx: Transaction, resourceId: string, { lane, starts }: SlotGroup): Promise<void> {
  await tx.rows(
    `delete from slots where organization_id = $1 and resource_id = $2 and lane = $3 and active_claims = 0 and held_claims = 0
       and ${atStarts}`,
    [tx.organizationId, resourceId, lane, starts],
  );
}

/** A live claim and the appointment that it belongs to; epoch minutes. */
export interface ClaimedTimeRow {
  appointment_id: string;
  clinic_id: string;
  service_id: string;
  lane: number;
  /** The rules that were set aside for the appointment's time. */
  waived: { rule: ReasonCode }[] | null;
  status: "held" | "active";
  claim_starts: number;
  claim_ends: number;
  appointment_starts: number;
  appointment_ends: number;
}

/** What live claims take of the resource within `[from, to)`, buffers included. */
export async function selectClaimedTime(
  tx: Transaction,
  resourceId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<ClaimedTimeRow[]> {
  const minute = (column: string) => `(date_part('epoch', ${column}) / 60)::int`;
  return await tx.rows(
    `select c.appointment_id, a.clinic_id, a.service_id, c.lane, c.status, a.waived, ${minute("c.starts_at")} as claim_starts,
       ${minute("c.ends_at")} as claim_ends, ${minute("a.starts_at")} as appointment_starts, ${minute("a.ends_at")} as appointment_ends
     from resource_claims c join appointments a on a.organization_id = $1 and a.id = c.appointment_id
     where c.organization_id = $1 and c.resource_id = $2 and c.status in ('held', 'active')
       and c.starts_at > $3::timestamptz - interval '32 hours' and c.starts_at < $4 and c.ends_at > $3
     order by a.starts_at, c.appointment_id, c.starts_at`,
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
