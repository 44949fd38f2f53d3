import type { Temporal } from "temporal-polyfill";
import { fault, notFound } from "../core/errors.ts";
import type { Range } from "../core/ranges.ts";
import { dateOf, dayBounds, epochMinuteOf } from "../core/zones.ts";
import type { House } from "../platform/house.ts";
import { convergeSlots, type Generated } from "./converge-slots.ts";
import { zoneOf } from "./read-range.ts";
import { type InventoryRow, selectInventories, setCovered } from "./slot-inventories.sql.ts";
import { piecesOf, stretchOf } from "./slot-pieces.ts";
import { selectResources } from "./working-time.sql.ts";

export type { Generated } from "./converge-slots.ts";

export interface Generation {
  clinicId: string | null;
  resourceId: string | null;
  /** First date, and the date after the last one; clinic-local. */
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

type Progress = (done: number, all: number) => void;

const longestDays = 400;
/** While one transaction waits for its disk or its lock, another goes on. */
const atOnce = 2;

/**
 * Makes the slot inventory what the rules say, resource by resource: run again it changes nothing, after a change of rules just
 * the difference. Booked and held slots are never touched; appointments that no rule supports any more are listed as stranded.
 *
 * Each transaction is short and locks one resource, so bookings go on meanwhile and two generators at once do no harm.
 */
export async function generateSlots(
  house: House,
  organizationId: string,
  wanted: Generation,
  progress?: Progress,
): Promise<Generated> {
  const days = wanted.to.since(wanted.from).total("days");
  if (days <= 0)
    throw fault("empty_range", "/to", "The end must come after the beginning; it is not part of the range.");
  if (days > longestDays) throw fault("range_too_long", "/to", `At most ${longestDays} days are generated at once.`);
  const { clinicId, resourceId } = wanted;
  const now = house.now();
  const today = dateOf(now, "UTC");
  const { zone, inventories } = await house.postgres.read(organizationId, async (database) => {
    const zone = await zoneOf(database, clinicId);
    if (resourceId !== null && (await selectResources(database, [resourceId])).length === 0)
      throw notFound("/resource_id", "resource");
    return { zone, inventories: await selectInventories(database, today, { clinicId, resourceId }) };
  });
  const [from, to] = [dayBounds(wanted.from, zone).startsAt, dayBounds(wanted.to, zone).startsAt];
  const range: Range = [epochMinuteOf(from), epochMinuteOf(to)];
  const work = inventories.map((inventory) => ({ inventory, range }));
  const generated = await generateAll(house, organizationId, { clinicId, work }, progress);
  const until = dateOf(to, "UTC");
  const covered = { inventories: inventories.map((inventory) => ({ ...inventory, until })), clinicId, from };
  await house.postgres.write(organizationId, (tx) => setCovered(tx, covered, today, now));
  house.wake(organizationId);
  return generated;
}

/** Makes every inventory, or those at one clinic, as long as anything can be booked: what the keeper does by itself. */
export async function generateHorizon(
  house: House,
  organizationId: string,
  clinicId: string | null,
  progress?: Progress,
): Promise<Generated> {
  const now = house.now();
  const today = dateOf(now, "UTC");
  const filter = { clinicId, resourceId: null };
  const inventories = await house.postgres.read(organizationId, async (database) => {
    await zoneOf(database, clinicId);
    return await selectInventories(database, today, filter);
  });
  const work = inventories.map((inventory) => ({ inventory, range: stretchOf(today, inventory.until) }));
  // Whole inventories, also of those who work at other clinics too: what is covered is covered everywhere.
  const generated = await generateAll(house, organizationId, { clinicId: null, work }, progress);
  const covered = { inventories, clinicId: null, from: today.toZonedDateTime("UTC").toInstant() };
  await house.postgres.write(organizationId, (tx) => setCovered(tx, covered, today, now));
  house.wake(organizationId);
  return generated;
}

interface Work {
  clinicId: string | null;
  work: readonly { inventory: InventoryRow; range: Range }[];
}

async function generateAll(
  house: House,
  organizationId: string,
  { clinicId, work }: Work,
  progress?: Progress,
): Promise<Generated> {
  const all: Generated[] = [];
  const left = work.values();
  let done = 0;
  const serve = async () => {
    for (const { inventory, range } of left) {
      for (const piece of piecesOf(range, inventory.slots_a_week)) {
        const one = { resourceId: inventory.resource_id, clinicId, range: piece };
        all.push(await house.postgres.write(organizationId, (tx) => convergeSlots(tx, one, house.now())));
      }
      progress?.(++done, work.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, serve));
  return sumOf(all);
}

function sumOf(all: readonly Generated[]): Generated {
  const sum = (count: "added" | "removed" | "blocked" | "unchanged") =>
    all.reduce((total, one) => total + one[count], 0);
  return {
    added: sum("added"),
    removed: sum("removed"),
    blocked: sum("blocked"),
    unchanged: sum("unchanged"),
    stranded: all.flatMap(({ stranded }) => stranded),
  };
}
