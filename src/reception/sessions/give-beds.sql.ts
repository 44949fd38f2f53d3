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
