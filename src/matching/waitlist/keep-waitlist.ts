import type { House } from "../../platform/house.ts";
import { Keeper } from "../../platform/keeper.ts";
import type { Log } from "../../platform/report-failure.ts";
import { workWaitlist } from "./work-waitlist.ts";

/**
 * Offers freed time soon after it is freed, and to the next one when an offer lapses, which is what it looks for every few
 * seconds. News of appointments wakes it. Each opening is taken by one process.
 */
export const keepWaitlist = (house: House, log: Log): Keeper =>
  new Keeper(house, log, {
    work: (organizationId) => workWaitlist(house, organizationId),
    everyMs: 3_000,
    complaint: "freed time could not be offered",
  });
