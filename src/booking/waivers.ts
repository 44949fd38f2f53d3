import { reasonsAgainst } from "../supply/availability.ts";
import { waive } from "../supply/waive.ts";
import type { Waiver } from "./appointments.sql.ts";
import { chooseCandidate, type Refused } from "./find-starts.ts";
import type { Candidate, Offer } from "./offer.ts";

/**
 * Who takes a start when the named rules do not bind, and which of them it took; who can do it without any goes first.
 * What is not waived still refuses it.
 */
export function chooseDespite(
  offer: Offer,
  start: number,
  waivers: readonly Waiver[],
): { candidate: Candidate; waived: Waiver[] } | Refused {
  const choice = chooseCandidate(offer, start);
  if ("candidate" in choice) return { ...choice, waived: [] };
  if (waivers.length === 0) return choice;
  const rules = new Set(waivers.map(({ rule }) => rule));
  const freed = offer.candidates.map((candidate) => ({ ...candidate, plan: waive(candidate.plan, start, rules) }));
  const despite = chooseCandidate({ ...offer, candidates: freed }, start);
  if ("reasons" in despite) return despite;
  const before = offer.candidates.find(({ practitionerId }) => practitionerId === despite.candidate.practitionerId);
  const broken = new Set(before && reasonsAgainst(before.plan, start).map(({ code }) => code));
  return { ...despite, waived: waivers.filter(({ rule }) => broken.has(rule)) };
}
