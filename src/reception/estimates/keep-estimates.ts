import type { House } from "../../platform/house.ts";
import { Keeper } from "../../platform/keeper.ts";
import type { Log } from "../../platform/report-failure.ts";
import type { LearnedDurations } from "./learned-durations.ts";
import { tellEstimates } from "./tell-estimates.ts";

/**
 * Keeps what patients are told on joining the queue, within seconds, so that it can be held against what came; and learns anew how
 * long services take. News of the queue wakes it. What was told first stays.
 */
export const keepEstimates = (house: House, learned: LearnedDurations, log: Log): Keeper =>
  new Keeper(house, log, {
    work: (organizationId) => tellEstimates(house, organizationId, learned),
    everyMs: 5_000,
    complaint: "what patients are told of their wait could not be kept",
  });
