import type { Range } from "../core/ranges.ts";
import { instantOfMinute } from "../core/zones.ts";
import { findStarts, reasonsAgainst } from "../supply/availability.ts";
import type { Reason } from "../supply/reasons.ts";
import type { Candidate, Offer } from "./offer.ts";

/** Bookable starts of all candidates by time, then by who has least to do; at most `limit`. Epoch minutes. */
export function offeredStarts(offer: Offer, range: Range, limit: number) {
  const starts = byLoad(offer.candidates).flatMap((candidate) =>
    findStarts(candidate.plan, range).map((start) => ({ start, candidate })),
  );
  return starts.sort((a, b) => a.start - b.start).slice(0, limit);
}

/** An offered start as the API says it. */
export function sayStart(offer: Offer, { start, candidate }: { start: number; candidate: Candidate }) {
  return {
    starts_at: instantOfMinute(start),
    ends_at: instantOfMinute(start + offer.service.duration_minutes),
    practitioner_id: candidate.practitionerId,
    resource_ids: [...new Set(candidate.plan.needs.map(({ resourceId }) => resourceId))],
  };
}

/**
 * Who takes a start when the patient does not mind: the practitioner with the least booked time around it; among equals
 * the one whose id comes first. Without anybody, the reasons against each of them.
 */
export function chooseCandidate(offer: Offer, start: number): { candidate: Candidate } | { reasons: Reason[] } {
  const judged = byLoad(offer.candidates).map((candidate) => ({
    candidate,
    reasons: reasonsAgainst(candidate.plan, start),
  }));
  const free = judged.find(({ reasons }) => reasons.length === 0);
  return free ? { candidate: free.candidate } : { reasons: distinct(judged.flatMap(({ reasons }) => reasons)) };
}

/** The starts nearest to the one that was wanted, earlier and later alike. */
export function nearestStarts(offer: Offer, wanted: number, range: Range, count: number) {
  const starts = offeredStarts(offer, range, Infinity);
  return starts.sort((a, b) => Math.abs(a.start - wanted) - Math.abs(b.start - wanted)).slice(0, count);
}

function byLoad(candidates: readonly Candidate[]): Candidate[] {
  const load = (candidate: Candidate) => {
    const claims = candidate.plan.resources.get(candidate.practitionerId ?? "")?.claims ?? [];
    return claims.reduce((sum, { range: [start, end] }) => sum + end - start, 0);
  };
  return candidates
    .map((candidate) => ({ candidate, load: load(candidate) }))
    .sort(
      (a, b) => a.load - b.load || (a.candidate.practitionerId ?? "").localeCompare(b.candidate.practitionerId ?? ""),
    )
    .map(({ candidate }) => candidate);
}

const distinct = (reasons: Reason[]): Reason[] => [
  ...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values(),
];
