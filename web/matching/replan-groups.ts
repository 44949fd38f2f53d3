import type { Placement } from "../api/types.ts";

/** What a re-plan has for an appointment. */
export const remedies = ["sameTime", "otherTime", "callList"] as const;
export type Remedy = (typeof remedies)[number];

/** At the same time by or in something else, at another time, or nothing: then somebody has to call. */
export function remedyOf({ was, starts_at }: Pick<Placement, "was" | "starts_at">): Remedy {
  if (starts_at === null) return "callList";
  return was && Date.parse(was.starts_at) === Date.parse(starts_at) ? "sameTime" : "otherTime";
}

/** What is still to be done of a re-plan, and what is done: an interrupted one goes on with the first. */
export function openOf(placements: readonly Placement[]): Placement[] {
  return placements.filter(({ status }) => status === "proposed");
}

/** Whom to call: nothing was found, or what was found could not be had any more, nor anything else since. */
export function toCall(placements: readonly Placement[]): Placement[] {
  return placements.filter(({ status, instead_at }) => status === "unplaced" || (status === "refused" && !instead_at));
}
