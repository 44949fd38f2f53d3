import type { Temporal } from "temporal-polyfill";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { dayAt } from "../queue/day-of-queue.ts";
import { type QueuedRow, selectQueue } from "../queue/queue.sql.ts";
import { estimateQueue } from "./estimate-queue.ts";
import type { Range } from "./estimate-wait.ts";
import { insertEstimates, selectUntold } from "./estimates.sql.ts";
import type { DurationsOf, LearnedDurations } from "./learned-durations.ts";
import { readKnowledge } from "./read-knowledge.ts";

/** Who came longer ago was told nothing on joining, and is not told something else now. */
const joined = { minutes: 5 } as const;
const atOnce = 50;

/** The estimates of a clinic's date, of which `queue` is all; nobody is asked anything when nobody waits. */
export async function readEstimates(
  database: Database,
  clinicId: string,
  queue: readonly QueuedRow[],
  durations: DurationsOf,
  now: Temporal.Instant,
): Promise<Map<string, Range>> {
  if (!queue.some(({ status }) => status === "waiting")) return new Map();
  return estimateQueue(queue, await readKnowledge(database, clinicId, queue, durations, now));
}

/** Writes down what patients who have just come are told. Says how many there were. */
export async function tellEstimates(house: House, organizationId: string, learned: LearnedDurations): Promise<number> {
  const now = house.now();
  const untold = await house.postgres.read(organizationId, (database) =>
    selectUntold(database, now.subtract(joined), now, atOnce),
  );
  let count = 0;
  for (const { clinic_id: clinicId, timezone, visit_ids: visitIds } of untold) {
    if (learned.isStale(organizationId, clinicId)) await learned.learn(house, organizationId, clinicId);
    const durations = learned.of(organizationId, clinicId);
    const ranges = await house.postgres.read(organizationId, async (database) => {
      const queue = await selectQueue(database, clinicId, dayAt({ timezone }, now));
      return await readEstimates(database, clinicId, queue, durations, now);
    });
    const told = visitIds.flatMap((visitId) => {
      const range = ranges.get(visitId);
      return range ? [{ visitId, ...range }] : [];
    });
    if (told.length === 0) continue;
    count += (await house.postgres.write(organizationId, (tx) => insertEstimates(tx, told, now))).length;
  }
  return count;
}
