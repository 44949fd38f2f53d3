/**
 * Holds Node's zone data against PostgreSQL's. Tessera takes wall times from Node alone, so a difference breaks nothing; it
 * says that one of the two is older than a change of law, and if it is Node, that clinics will be an hour wrong.
 */
import { Temporal } from "temporal-polyfill";
import { isTimeZone } from "../core/zones.ts";
import type { Tenants } from "./database.ts";
import type { House } from "./house.ts";
import { selectOrganizationIds } from "./organizations.sql.ts";
import { selectOffsets, selectZones } from "./zone-data.sql.ts";

/** The first instant at which the two differ, and by how many minutes each is ahead of UTC then; null: it does not know the zone. */
export interface ZoneDifference {
  from: Temporal.Instant;
  node: number | null;
  postgres: number | null;
}

/** By name, the zones in use: null where both agree. */
export type ZoneData = Map<string, ZoneDifference | null>;

type Log = { warn: (about: object, message: string) => void };

const years = 3;
const minute = 60_000;
const quarterHour = 15 * minute;

/** Compares after a start, and warns of each zone that differs. Whatever goes wrong, the server goes on. */
export async function warnOfZones({ postgres, now }: House, log: Log, zones: ZoneData): Promise<void> {
  try {
    for (const [zone, difference] of await compareZones(postgres, now())) {
      zones.set(zone, difference);
      if (difference) log.warn({ zone }, differenceOf(zone, difference));
    }
  } catch (error) {
    log.warn({ name: error instanceof Error ? error.name : "unknown" }, "the zone data could not be compared");
  }
}

/** Every zone that any organization uses, over the next three years. */
export async function compareZones(postgres: Tenants, now: Temporal.Instant): Promise<ZoneData> {
  const names = new Set<string>();
  for (const id of await selectOrganizationIds(postgres))
    for (const zone of await postgres.read(id, selectZones)) names.add(zone);
  const zones: ZoneData = new Map();
  for (const zone of [...names].sort()) zones.set(zone, await compareZone(postgres, zone, now));
  return zones;
}

/** The first difference from `now` on, to the quarter of an hour on which clocks change. */
export async function compareZone(
  postgres: Pick<Tenants, "directory">,
  zone: string,
  now: Temporal.Instant,
): Promise<ZoneDifference | null> {
  const samples = samplesOf(zone, now);
  const found = firstDifference(zone, samples, await selectOffsets(postgres, zone, samples));
  const before = samples.findLast((at) => found !== null && Temporal.Instant.compare(at, found.from) < 0);
  if (!found || !before) return found;
  const between = quarterHoursBetween(before, found.from);
  return firstDifference(zone, between, await selectOffsets(postgres, zone, between));
}

/** One line for a person: who believes what, and since when. */
export function differenceOf(zone: string, { from, node, postgres }: ZoneDifference): string {
  return `From ${from.toString()} on, ${zone} is ${offsetText(node)} for Node and ${offsetText(postgres)} for PostgreSQL.`;
}

/** `instants` ascend; `offsets` are what PostgreSQL says at each. */
export function firstDifference(
  zone: string,
  instants: readonly Temporal.Instant[],
  offsets: readonly (number | null)[],
): ZoneDifference | null {
  for (const [i, from] of instants.entries()) {
    const node = isTimeZone(zone) ? from.toZonedDateTimeISO(zone).offsetNanoseconds / 60e9 : null;
    const postgres = offsets[i] ?? null;
    if (node !== postgres) return { from, node, postgres };
  }
  return null;
}

/** Where a difference shows: around each clock change that Node knows, and twice a month for those that only PostgreSQL knows. */
export function samplesOf(zone: string, now: Temporal.Instant): Temporal.Instant[] {
  const { epochMilliseconds: from } = now.round("minute");
  const until = now.toZonedDateTimeISO("UTC").add({ years }).epochMilliseconds;
  const samples = new Set([from, ...halfMonths(now)]);
  for (const change of isTimeZone(zone) ? changesOf(zone, now, until) : [])
    for (const at of [change - minute, change, change + minute]) samples.add(at);
  return [...samples]
    .filter((at) => from <= at && at < until)
    .sort((a, b) => a - b)
    .map((at) => Temporal.Instant.fromEpochMilliseconds(at));
}

function halfMonths(now: Temporal.Instant): number[] {
  const month = now.toZonedDateTimeISO("UTC").toPlainDate().with({ day: 1 });
  return Array.from({ length: years * 24 + 2 }, (_, i) => {
    const date = month.add({ months: Math.floor(i / 2) }).with({ day: i % 2 === 0 ? 1 : 15 });
    return date.toZonedDateTime("UTC").epochMilliseconds;
  });
}

function changesOf(zone: string, now: Temporal.Instant, until: number): number[] {
  const changes: number[] = [];
  let next = now.toZonedDateTimeISO(zone).getTimeZoneTransition("next");
  for (; next && next.epochMilliseconds < until; next = next.getTimeZoneTransition("next"))
    changes.push(next.epochMilliseconds);
  return changes;
}

function quarterHoursBetween(before: Temporal.Instant, until: Temporal.Instant): Temporal.Instant[] {
  const first = (Math.floor(before.epochMilliseconds / quarterHour) + 1) * quarterHour;
  const count = Math.max(0, Math.ceil((until.epochMilliseconds - first) / quarterHour));
  return [
    ...Array.from({ length: count }, (_, i) => Temporal.Instant.fromEpochMilliseconds(first + i * quarterHour)),
    until,
  ];
}

function offsetText(minutes: number | null): string {
  if (minutes === null) return "unknown";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}
