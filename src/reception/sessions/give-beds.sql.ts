import type { Range } from "../../core/ranges.ts";
import type { ClaimStatus } from "../../core/moves.ts";
import type { Transaction } from "../../platform/database.ts";
import type { PlacedClaim } from "../../supply/place-claims.ts";

const minute = (column: string) => `(date_part('epoch', ${column}) / 60)::int`;

export interface LiveClaimRow extends Omit<PlacedClaim, "range" | "lead"> {
  appointmentId: string;
  status: Exclude<ClaimStatus, "released">;
  range: Range;
  lead: Range;
}

/** The claims of the appointments as they are, phase by phase. */
export async function selectLiveClaims(tx: Transaction, ids: readonly string[]): Promise<LiveClaimRow[]> {
  return await tx.rows(
    {
      name: "live_claims_of_appointments",
      text: `select c.appointment_id as "appointmentId", c.status, c.phase, c.resource_id as "resourceId", c.lane,
          json_build_array(${minute("c.starts_at")}, ${minute("c.ends_at")}) as range,
          json_build_array(${minute("c.lead_starts_at")}, ${minute("c.lead_ends_at")}) as lead
        from resource_claims c
        where c.organization_id = $1 and c.appointment_id = any ($2::uuid[]) and c.status in ('held', 'active')
        order by c.appointment_id, c.phase`,
    },
    [tx.organizationId, ids],
  );
}

/** Two who change beds may not both have one in between. What they have then, their events say. */
export async function takeBedsAway(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.rows(
    "update appointments set bed_id = null where organization_id = $1 and id = any ($2::uuid[]) and bed_id is not null",
    [tx.organizationId, ids],
  );
}

/**
 * Who was given another bed in the very step of this event, because the two changed places, and has it still; null for nobody. A
 * transaction has one time.
 */
export async function selectGivenWith(tx: Transaction, eventId: string): Promise<string | null> {
  const [row] = await tx.rows<{ id: string }>(
    `select o.subject_id as id from events e
     join appointments a on a.organization_id = $1 and a.id = e.subject_id
     join appointments b on b.organization_id = $1 and b.session_id = a.session_id and b.id <> a.id and b.bed_id is not null
     join events o on o.organization_id = $1 and o.subject_id = b.id and o.version = b.version and o.kind = e.kind
       and o.occurred_at = e.occurred_at and o.actor_id is not distinct from e.actor_id
     where e.organization_id = $1 and e.id = $2 limit 1`,
    [tx.organizationId, eventId],
  );
  return row?.id ?? null;
}
