import { isoWeekday } from "../core/zones.ts";
import { patternCost, shareMet } from "./costs.ts";
import type { Placing } from "./placing.ts";
import type { Pattern } from "./problem.ts";
import type { Remark } from "./proposal.ts";

/** A remark, and whether what it is about was met. */
export interface Said {
  met: boolean;
  remark: Remark;
}

/** The pattern that the start comes nearest to; where that one is met, the heavier one that it gives up for it. */
export function patternRemarks({ problem, demand, offering: { practitionerId }, day, minute }: Placing): Said[] {
  const { patterns } = demand;
  if (patterns.length === 0) return [];
  const weekday = isoWeekday(day);
  const cost = patternCost(demand, problem.weights, weekday, minute, practitionerId);
  const share = (pattern: Pattern) => shareMet(pattern, weekday, minute, practitionerId);
  const nearest = patterns.reduce((a, b) => (b.weight * share(b) > a.weight * share(a) ? b : a));
  if (share(nearest) < 1) return [{ met: false, remark: { ...sayPattern(nearest), cost } }];
  const heaviest = heaviestOf(patterns);
  if (heaviest.weight === nearest.weight) return [{ met: true, remark: { ...sayPattern(nearest), cost } }];
  return [
    { met: true, remark: { ...sayPattern(nearest), cost: 0 } },
    { met: false, remark: { ...sayPattern(heaviest), cost } },
  ];
}

export const heaviestOf = (patterns: readonly Pattern[]): Pattern =>
  patterns.reduce((a, b) => (b.weight > a.weight ? b : a));

export function sayPattern({ weekday, startMinute, practitionerId }: Pattern): Remark {
  return {
    code: "pattern",
    cost: 0,
    ...(weekday === null ? {} : { weekday }),
    ...(startMinute === null ? {} : { start_local: wallText(startMinute) }),
    ...(practitionerId === null ? {} : { practitioner_id: practitionerId }),
  };
}

const wallText = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
