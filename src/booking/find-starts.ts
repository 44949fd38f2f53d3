import type { Range } from "../core/ranges.ts";
import { localDayOfMinute, textOfMinute } from "../core/zones.ts";
import { findStarts, isOnlyTaken, placeClaims, reasonsAgainst } from "../supply/availability.ts";
import type { Reason } from "../supply/reasons.ts";
import type { Candidate, Offer } from "./offer.ts";

export interface OfferedStart {
  start: number;
  candidate: Candidate;
}

/** Bookable starts of all candidates by time, then in the order of the practitioners; at most `limit`. Epoch minutes. */
export function offeredStarts(offer: Offer, range: Range, limit: number): OfferedStart[] {
  const { candidates } = offer;
  // Each start and whose it is as one number: thousands of these are sorted in a tenth of the time that objects take.
  const numbers = candidates.map(({ plan }, i) =>
    findStarts(plan, range).map((start) => start * candidates.length + i),
  );
  const sorted = Float64Array.from(numbers.flat()).sort();
  return Array.from(sorted.subarray(0, Math.min(limit, sorted.length)), (number) => {
    const start = Math.floor(number / candidates.length);
    return { start, candidate: candidates[number - start * candidates.length]! };
  });
}

/** An offered start as the API says it. */
export function sayStart({ start, candidate: { practitionerId, plan } }: OfferedStart) {
  return {
    starts_at: textOfMinute(start),
    ends_at: textOfMinute(start + plan.durationMinutes),
    practitioner_id: practitionerId,
    resource_ids: resourcesAt(plan, start),
  };
}

/** The same for all of them as JSON. What one candidate's starts have in common is written once: a month of fifty people is 1.7 MB. */
export function writeStarts(starts: readonly OfferedStart[]): string {
  const ends = new Map<Candidate, string>();
  const endOf = (candidate: Candidate, start: number): string => {
    const resources = JSON.stringify(resourcesAt(candidate.plan, start));
    return `"practitioner_id":${JSON.stringify(candidate.practitionerId)},"resource_ids":${resources}}`;
  };
  const texts = starts.map(({ start, candidate }) => {
    const { plan } = candidate;
    const end = ends.get(candidate) ?? endOf(candidate, start);
    if (fixedResources(plan)) ends.set(candidate, end);
    return `{"starts_at":"${textOfMinute(start)}","ends_at":"${textOfMinute(start + plan.durationMinutes)}",${end}`;
  });
  return `[${texts.join(",")}]`;
}

/** Which resources the start would take. Without a choice they are the same at every start. */
export function resourcesAt(plan: Candidate["plan"], start: number): string[] {
  return fixedResources(plan) ?? [...new Set((placeClaims(plan, start) ?? []).map(({ resourceId }) => resourceId))];
}

function fixedResources(plan: Candidate["plan"]): string[] | null {
  const known = fixed.get(plan);
  if (known !== undefined) return known;
  const resources = resourcesWithoutChoice(plan);
  fixed.set(plan, resources);
  return resources;
}

const fixed = new WeakMap<Candidate["plan"], string[] | null>();

const resourcesWithoutChoice = ({ needs }: Candidate["plan"]): string[] | null =>
  needs.every(({ candidates }) => candidates.length === 1)
    ? [...new Set(needs.map(({ candidates }) => candidates[0]!))]
    : null;

/** Why nobody can take a start; it is taken when other bookings alone keep somebody from it. */
export interface Refused {
  reasons: Reason[];
  isTaken: boolean;
}

/**
 * Who takes a start when the patient does not mind: of those who can, the practitioner with the least booked time on that
 * clinic-local day. Ties go in turn: the list by id begins one further each day. Without anybody, the reasons against each of them.
 */
export function chooseCandidate(offer: Offer, start: number): { candidate: Candidate } | Refused {
  const judged = inTurn(offer, start).map((candidate) => ({
    candidate,
    reasons: reasonsAgainst(candidate.plan, start),
  }));
  const free = judged.find(({ reasons }) => reasons.length === 0);
  if (free) return { candidate: free.candidate };
  const nobody: Reason[] = judged.length === 0 ? [{ code: "nothing_suitable" }] : [];
  return {
    reasons: [...nobody, ...distinct(judged.flatMap(({ reasons }) => reasons))],
    isTaken: judged.some(({ candidate }) => isOnlyTaken(candidate.plan, start)),
  };
}

/** The starts nearest to the one that was wanted, earlier and later alike. */
export function nearestStarts(offer: Offer, wanted: number, range: Range, count: number): OfferedStart[] {
  return nearestOf(offeredStarts(offer, range, Infinity), wanted, count);
}

export function nearestOf(starts: readonly OfferedStart[], wanted: number, count: number): OfferedStart[] {
  return starts.toSorted((a, b) => Math.abs(a.start - wanted) - Math.abs(b.start - wanted)).slice(0, count);
}

/** The candidates with the least to do on the day of `start` first. */
export function inTurn({ clinic, candidates }: Offer, start: number): Candidate[] {
  if (candidates.length < 2) return [...candidates];
  const day = localDayOfMinute(start, clinic.timezone);
  const sorted = candidates.toSorted((a, b) => (a.practitionerId ?? "").localeCompare(b.practitionerId ?? ""));
  const first = ((day % sorted.length) + sorted.length) % sorted.length;
  const turn = [...sorted.slice(first), ...sorted.slice(0, first)];
  const load = new Map(turn.map((candidate) => [candidate, loadOn(candidate, day, clinic.timezone)]));
  return turn.sort((a, b) => load.get(a)! - load.get(b)!);
}

/** Minutes claimed by appointments that start on the local day. */
function loadOn({ practitionerId, plan }: Candidate, day: number, timezone: string): number {
  const claims = plan.resources.get(practitionerId ?? "")?.claims ?? [];
  return claims
    .filter(({ range }) => localDayOfMinute(range[0], timezone) === day)
    .reduce((sum, { range: [start, end] }) => sum + end - start, 0);
}

const distinct = (reasons: Reason[]): Reason[] => [
  ...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values(),
];
