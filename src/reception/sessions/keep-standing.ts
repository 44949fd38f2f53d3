import type { Temporal } from "temporal-polyfill";
import type { House } from "../../platform/house.ts";
import { Keeper } from "../../platform/keeper.ts";
import type { Log } from "../../platform/report-failure.ts";
import { fillStandings } from "./fill-standing.ts";

/** The clocks of two processes may differ by so much. */
const marginSeconds = 60;

/**
 * Admits standing patients to sessions soon after these are generated, or have room again: news of sessions wakes it. At first it
 * looks at all sessions to come, later at those that were changed since. Nobody can be in one session twice.
 */
export function keepStanding(house: House, log: Log): Keeper {
  /** Up to when the sessions of an organization were looked at. */
  const seen = new Map<string, Temporal.Instant>();
  return new Keeper(house, log, {
    work: async (organizationId) => {
      const now = house.now();
      const since = seen.get(organizationId)?.subtract({ seconds: marginSeconds }) ?? null;
      await fillStandings(house, organizationId, since);
      seen.set(organizationId, now);
    },
    everyMs: 60_000,
    complaint: "standing patients could not be admitted",
  });
}
