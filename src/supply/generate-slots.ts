import type { Temporal } from "temporal-polyfill";
import { fault, notFound } from "../core/errors.ts";
import type { Range } from "../core/ranges.ts";
import { dayBounds, epochMinuteOf, instantOfMinute } from "../core/zones.ts";
import type { Transaction } from "../platform/database.ts";
import type { House } from "../platform/house.ts";
import { announce } from "../platform/outbox.sql.ts";
import { type Atom, atomsOf } from "./inventory.ts";
import { zoneOf } from "./read-range.ts";
import {
  type BookedTimeRow,
  convergeSlots,
  lockResource,
  selectBookedTime,
  selectGenerated,
  type WantedSlots,
} from "./slots.sql.ts";
import { strandedOf } from "./stranded.ts";
import { selectResources } from "./working-time.sql.ts";
import { readTimetables } from "./working-time.ts";

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
  const range: Range = [epochMinuteOf(from), epochMinuteOf(to)];
  // A day more on each side: windows that begin before the range or end after it.
  const around = { from: from.subtract({ hours: 24 }), to: to.add({ hours: 24 }) };
  const [timetable] = await readTimetables(tx, { resourceIds: [resourceId], ...around });
  const atoms = atomsOf(timetable!, range).filter((atom) => clinicId === null || atom.clinicId === clinicId);
  const { added, removed, blocked, opened } = await convergeSlots(tx, scope, columnsOf(atoms));
  if (added + removed + blocked + opened > 0)
    await announceChange(tx, scope, [...new Set(atoms.map((atom) => atom.clinicId))], now);
  const booked = (await selectBookedTime(tx, resourceId, from, to)).map(bookedTime);
  const here = booked.filter((one) => clinicId === null || one.clinicId === clinicId);
  const kept = atoms.length - added - opened;
  return {
    added,
    removed,
    blocked,
    unchanged: Math.max(0, kept - Math.min(blocked, kept)),
    stranded: strandedOf(timetable!, here).map(({ booked: { appointmentId, startsAt } }) => ({
      appointment_id: appointmentId,
      starts_at: startsAt,
      resource_id: resourceId,
    })),
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

/** Column by column, as the statements take them. */
function columnsOf(atoms: readonly Atom[]): WantedSlots {
  return {
    lanes: atoms.map(({ lane }) => lane),
    startsAt: atoms.map(({ start }) => instantOfMinute(start).toString()),
    endsAt: atoms.map(({ end }) => instantOfMinute(end).toString()),
    clinicIds: atoms.map(({ clinicId }) => clinicId),
    ruleIds: atoms.map(({ ruleId }) => ruleId),
    open: atoms.map(({ open }) => open),
  };
}

const bookedTime = ({ appointment_id, clinic_id, service_id, lane, starts_at, ends_at }: BookedTimeRow) => ({
  appointmentId: appointment_id,
  clinicId: clinic_id,
  serviceId: service_id,
  lane,
  range: [epochMinuteOf(starts_at), epochMinuteOf(ends_at)] as const,
  startsAt: starts_at,
});
