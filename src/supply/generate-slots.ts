import type { Temporal } from "temporal-polyfill";
import { fault, notFound } from "../core/errors.ts";
import { covers, overlaps, type Range } from "../core/ranges.ts";
import { dayBounds, epochMinuteOf, instantOfMinute } from "../core/zones.ts";
import type { Transaction } from "../platform/database.ts";
import type { House } from "../platform/house.ts";
import { announce } from "../platform/outbox.sql.ts";
import { openTime, type ResourceTime } from "./availability.ts";
import { zoneOf } from "./read-range.ts";
import {
  type BookedTime,
  convergeSlots,
  lockResource,
  selectBookedTime,
  selectGenerated,
  type WantedSlots,
} from "./slots.sql.ts";
import { slotStartsOf, type WorkingWindow } from "./weekly-rule.ts";
import { selectResources } from "./working-time.sql.ts";
import { readWorkingTime } from "./working-time.ts";

export interface Generation {
  clinicId: string | null;
  resourceId: string | null;
  /** First date, and the date after the last one; clinic-local. */
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

export interface Generated {
  added: number;
  removed: number;
  blocked: number;
  unchanged: number;
  stranded: { appointment_id: string; starts_at: Temporal.Instant; resource_id: string }[];
}

const longestDays = 400;

/**
 * Makes the slot inventory what the rules say, resource by resource: run again it changes nothing, after a change of rules just
 * the difference. Booked and held slots are never touched; appointments that no rule supports any more are listed as stranded.
 *
 * Each resource is one short transaction, so bookings go on meanwhile and two generators at once do no harm.
 */
export async function generateSlots(
  house: House,
  organizationId: string,
  wanted: Generation,
  progress?: (done: number, all: number) => void,
): Promise<Generated> {
  const days = wanted.to.since(wanted.from).total("days");
  if (days <= 0)
    throw fault("empty_range", "/to", "The end must come after the beginning; it is not part of the range.");
  if (days > longestDays) throw fault("range_too_long", "/to", `At most ${longestDays} days are generated at once.`);
  const { zone, resourceIds } = await house.postgres.read(organizationId, async (database) => {
    const zone = await zoneOf(database, wanted.clinicId);
    if (wanted.resourceId !== null && (await selectResources(database, [wanted.resourceId])).length === 0)
      throw notFound("/resource_id", "resource");
    return { zone, resourceIds: await selectGenerated(database, wanted) };
  });
  const range = { from: dayBounds(wanted.from, zone).startsAt, to: dayBounds(wanted.to, zone).startsAt };
  const total: Generated = { added: 0, removed: 0, blocked: 0, unchanged: 0, stranded: [] };
  for (const [i, resourceId] of resourceIds.entries()) {
    const one = await house.postgres.write(organizationId, (tx) =>
      generateResource(tx, { resourceId, clinicId: wanted.clinicId, ...range }, house.now()),
    );
    for (const count of ["added", "removed", "blocked", "unchanged"] as const) total[count] += one[count];
    total.stranded.push(...one.stranded);
    progress?.(i + 1, resourceIds.length);
  }
  house.wake(organizationId);
  return total;
}

interface Scope {
  resourceId: string;
  clinicId: string | null;
  from: Temporal.Instant;
  to: Temporal.Instant;
}

async function generateResource(tx: Transaction, scope: Scope, now: Temporal.Instant): Promise<Generated> {
  await lockResource(tx, scope.resourceId);
  const { resourceId, clinicId, from, to } = scope;
  const times = await readWorkingTime(tx, { resourceIds: [resourceId], clinicId, from, to, now });
  const time = times.get(resourceId);
  const windows = time?.active ? (time.windows ?? []) : [];
  const slots = wantedSlots(windows, [epochMinuteOf(from), epochMinuteOf(to)]);
  const { added, removed, blocked, opened } = await convergeSlots(tx, scope, slots);
  if (added + removed + blocked + opened > 0) await announceChange(tx, scope, slots.clinicIds, now);
  const booked = await selectBookedTime(tx, resourceId, from, to);
  const here = booked.filter((one) => clinicId === null || one.clinic_id === clinicId);
  const stranded = time && time.windows !== null ? here.filter((one) => !supports(time, one)) : [];
  const kept = slots.lanes.length - added - opened;
  return {
    added,
    removed,
    blocked,
    unchanged: Math.max(0, kept - Math.min(blocked, kept)),
    stranded: stranded.map(({ appointment_id, starts_at }) => ({ appointment_id, starts_at, resource_id: resourceId })),
  };
}

/** Calendars that are open show the change at once; a resource's slots have no version of their own. */
async function announceChange(
  tx: Transaction,
  scope: Scope,
  clinicIds: string[],
  now: Temporal.Instant,
): Promise<void> {
  const clinics = new Set(scope.clinicId === null ? clinicIds : [scope.clinicId]);
  const about = {
    kind: "slots_changed",
    area: "slots",
    practitionerIds: [],
    subjectId: scope.resourceId,
    version: 1,
  } as const;
  await announce(
    tx,
    [...clinics].map((clinicId) => ({ ...about, clinicId })),
    now,
  );
}

/** One row per atom and lane; a slot that touches a break is there, but closed. Where windows overlap, the first one has the start. */
function wantedSlots(windows: readonly WorkingWindow[], [from, to]: Range): WantedSlots {
  const slots: WantedSlots = { lanes: [], startsAt: [], endsAt: [], clinicIds: [], ruleIds: [], open: [] };
  const seen = new Set<string>();
  for (const { rule, lane, start, end, open } of windows.flatMap(atomsOf)) {
    const key = `${lane} ${start}`;
    if (seen.has(key) || start < from || start >= to) continue;
    seen.add(key);
    slots.lanes.push(lane);
    slots.startsAt.push(instantOfMinute(start).toString());
    slots.endsAt.push(instantOfMinute(end).toString());
    slots.clinicIds.push(rule.clinicId);
    slots.ruleIds.push(rule.id);
    slots.open.push(open);
  }
  return slots;
}

function atomsOf(window: WorkingWindow) {
  const { rule, breaks } = window;
  const lanes = Array.from({ length: rule.lanes }, (_, i) => i + 1);
  return slotStartsOf(window).flatMap((start) => {
    const end = start + rule.slotMinutes;
    const open = !breaks.some(({ range }) => overlaps(range, [start, end]));
    return lanes.map((lane) => ({ rule, lane, start, end, open }));
  });
}

function supports(time: ResourceTime, booked: BookedTime): boolean {
  return covers(openTime(time, booked.lane), [epochMinuteOf(booked.starts_at), epochMinuteOf(booked.ends_at)]);
}
