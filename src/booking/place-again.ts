import { clash } from "../supply/needs.ts";
import type { PlacedClaim } from "../supply/place-claims.ts";
import type { Reason } from "../supply/reasons.ts";

/** A claim that was given up, with how many lanes its resource has today. */
export interface FormerClaim extends PlacedClaim {
  resourceName: string;
  lanes: number;
}

/** A live claim of another appointment; one whose hold has run out keeps nobody off. */
export interface RivalClaim extends Omit<PlacedClaim, "phase"> {
  appointmentId: string;
  ranOut: boolean;
}

/** What an appointment can have of its former time, and which holds that have run out must be ended for it; or who has it. */
export type PlacedAgain = { claims: PlacedClaim[]; expired: string[] } | { reasons: Reason[] };

/** Each claim on the lane where it was, else on another one of the same resource. */
export function placeAgain(former: readonly FormerClaim[], rivals: readonly RivalClaim[]): PlacedAgain {
  const claims: PlacedClaim[] = [];
  const expired = new Set<string>();
  const reasons: Reason[] = [];
  for (const { resourceName, lanes, ...claim } of former) {
    const there = rivals.filter((rival) => rival.resourceId === claim.resourceId && clash(rival, claim));
    const live = there.filter(({ ranOut }) => !ranOut);
    const own = claims.filter(({ resourceId, ...other }) => resourceId === claim.resourceId && clash(other, claim));
    const taken = new Set([...live, ...own].map(({ lane }) => lane));
    const lane = lanesFor(claim.lane, lanes).find((one) => !taken.has(one));
    if (lane === undefined) {
      const who = { resourceId: claim.resourceId, resourceName };
      // Its own phases may leave no lane when a rival has pushed one of them aside; then nobody can be named.
      const rivalsThere = live.map(({ appointmentId }): Reason => ({ code: "claimed", ...who, appointmentId }));
      reasons.push(...(rivalsThere.length > 0 ? rivalsThere : [{ code: "claimed" as const, ...who }]));
      continue;
    }
    claims.push({ ...claim, lane });
    for (const hold of there) if (hold.lane === lane) expired.add(hold.appointmentId);
  }
  return reasons.length > 0 ? { reasons } : { claims, expired: [...expired].sort() };
}

const lanesFor = (former: number, lanes: number): number[] => [
  former,
  ...Array.from({ length: lanes }, (_, i) => i + 1).filter((lane) => lane !== former),
];

/** The claims that were given up last: one for each phase, beginning with the first. `claims` in the order in which they were made. */
export function givenUpLast<Claim extends { phase: number }>(claims: readonly Claim[]): Claim[] {
  const first = claims.findLastIndex(({ phase }) => phase === 0);
  return first < 0 ? [] : claims.slice(first);
}
