import { fault } from "../core/errors.ts";
import type { Candidate, Offer } from "./offer.ts";

/**
 * The offer narrowed to the resources that were asked for: a need that one of them would meet is met by them alone, and a
 * practitioner among them is who does it. Throws `not_offered`, with a pointer, for one that the service could not use.
 */
export function pinResources(offer: Offer, resourceIds: readonly string[]): Offer {
  if (resourceIds.length === 0) return offer;
  const usable = new Set(offer.candidates.flatMap(({ plan }) => plan.needs.flatMap(({ candidates }) => candidates)));
  const useless = resourceIds.findIndex((id) => !usable.has(id));
  if (useless >= 0)
    throw fault("not_offered", `/resource_ids/${useless}`, "The service has no use for this resource here.");
  const wanted = new Set(resourceIds);
  const named = offer.candidates.filter(({ practitionerId }) => practitionerId !== null && wanted.has(practitionerId));
  const candidates = (named.length > 0 ? named : offer.candidates).map((candidate) => pinned(candidate, wanted));
  return { ...offer, candidates };
}

function pinned(candidate: Candidate, wanted: ReadonlySet<string>): Candidate {
  const needs = candidate.plan.needs.map((need) => {
    const asked = need.candidates.filter((id) => wanted.has(id));
    return asked.length > 0 ? { ...need, candidates: asked } : need;
  });
  return { ...candidate, plan: { ...candidate.plan, needs } };
}
