import type { Temporal } from "temporal-polyfill";
import { epochMinuteOf } from "../../core/zones.ts";
import { atRevision } from "../../booking/offer.ts";
import type { Database } from "../../platform/database.ts";
import { readKeptTime } from "../../supply/working-time.ts";
import type { QueuedRow } from "../queue/queue.sql.ts";
import type { QueueKnowledge } from "./estimate-queue.ts";
import { selectOffers } from "./estimates.sql.ts";
import type { DurationsOf } from "./learned-durations.ts";

const ahead = { hours: 12 } as const;

/** What is known of a clinic's work at a moment: who treats what, who works by now or from when on, and how long it takes. */
export async function readKnowledge(
  database: Database,
  clinicId: string,
  queue: readonly QueuedRow[],
  durations: DurationsOf,
  now: Temporal.Instant,
): Promise<QueueKnowledge> {
  const offers = await selectOffers(database, clinicId);
  const ids = [...new Set(offers.map(({ practitioner_id }) => practitioner_id))];
  const begins = await readBegins(database, clinicId, ids, now);
  const workers = new Map(begins);
  // Who is treating somebody works, whatever the rules say.
  for (const { status, practitioner_id: id } of queue)
    if (id !== null && (status === "called" || status === "in_progress")) workers.set(id, 0);
  const byService = new Map<string, string[]>();
  for (const { service_id: serviceId, practitioner_id: id } of offers)
    byService.set(serviceId, [...(byService.get(serviceId) ?? []), id]);
  const ableFor = ({ practitioner_id: id, service_id: serviceId }: QueuedRow): readonly string[] =>
    id !== null ? [id] : (byService.get(serviceId) ?? [serviceId]);
  // What no practitioner offers is done by whoever is at the clinic: one after another, as if the service were somebody.
  for (const { service_id: serviceId } of queue) if (!byService.has(serviceId)) workers.set(serviceId, 0);
  const durationOf = (visit: QueuedRow) => durations(visit.service_id, visit.practitioner_id, visit.booked_minutes);
  return { workers, ableFor, durationOf, now };
}

/** In how many minutes each of them works at the clinic; who does not within half a day is left out. */
async function readBegins(
  database: Database,
  clinicId: string,
  resourceIds: readonly string[],
  now: Temporal.Instant,
): Promise<[string, number][]> {
  const asked = { resourceIds, clinicId, serviceId: null, from: now, to: now.add(ahead), now };
  const times = await atRevision(database, (reading) => readKeptTime(reading, asked));
  const [from, to] = [epochMinuteOf(now), epochMinuteOf(now.add(ahead))];
  return [...times.values()].flatMap(({ resourceId, hours }): [string, number][] => {
    const open = (hours.lanes[0] ?? []).find(([start, end]) => end > from && start < to);
    return open ? [[resourceId, Math.max(0, open[0] - from)]] : [];
  });
}
