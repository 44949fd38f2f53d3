import { usualWeights } from "../../src/matching/schemas.ts";

/** What can be weighed when open requests are placed, the heaviest first. */
export const runWeights = [
  "unplaced",
  "clinic",
  "pattern",
  "practitioner",
  "room_kind",
  "continuity",
  "gap_day",
  "late_day",
] as const satisfies (keyof typeof usualWeights)[];

type RunWeight = (typeof runWeights)[number];

/** Points as they are typed; a field that is left empty stands for what is usual. */
export type WeightValues = Record<RunWeight, number | "">;

export const usualValues = (): WeightValues =>
  Object.fromEntries(runWeights.map((name) => [name, usualWeights[name]])) as WeightValues;

/** Those that are otherwise than usual; nothing when none is. */
export function weightsBody(typed: WeightValues): { weights?: object } {
  const changed = runWeights.filter((name) => typed[name] !== "" && typed[name] !== usualWeights[name]);
  return changed.length === 0 ? {} : { weights: Object.fromEntries(changed.map((name) => [name, typed[name]])) };
}
