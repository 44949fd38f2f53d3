import { setImmediate } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import type { Range } from "../core/ranges.ts";
import { epochMinuteOf } from "../core/zones.ts";
import type { Transaction } from "../platform/database.ts";
import { type AffectedBooking, selectAffected, selectAffectedBookings, type Touched } from "./affected.sql.ts";
import { type Affected, countSlots, newlyStranded, type SlotCounts, sumOf } from "./impact.ts";
import { sayReason } from "./reasons.ts";
import type { BookedTime, Stranded } from "./stranded.ts";
import { type NamedTimetable, readTimetables } from "./working-time.ts";

/** How far ahead appointments are booked, and so can be stranded. */
const bookedHours = 400 * 24;
/** How far ahead slots are compared. */
const inventoryMinutes = 30 * 1440;

export type Impact = { stranded: ReturnType<typeof sayStranded>[]; slots: SlotCounts };

/** What a change of one resource's weekly rules touches. */
export function allTimeOf(resourceId: string, now: Temporal.Instant): Touched {
  return { resource_id: resourceId, clinic_id: null, room_id: null, ...comingTime(now) };
}

/** Everybody whom a change touches, before and after it; what it does to them is reckoned outside its transaction. */
export interface Observed {
  affected: readonly Named<Affected<Booked>>[];
  /** When slots may change; epoch minutes. */
  slots: Range;
}

/** Makes the change, and reads all whom it touches before and after it, in its own transaction. */
export async function observe<Done>(
  tx: Transaction,
  touched: readonly Touched[],
  now: Temporal.Instant,
  change: () => Promise<Done>,
): Promise<{ done: Done; observed: Observed }> {
  const resourceIds = await selectAffected(tx, touched);
  const { from, to } = spanOf(touched, now);
  // What lies there in part began up to a day before, in a window that began up to another one before.
  const around = { resourceIds, from: from.subtract({ hours: 48 }), to: to.add({ hours: 48 }) };
  const before = await readTimetables(tx, around);
  const done = await change();
  // What is booked is read behind the change, which waited for who was booking, and held back who came after.
  const [bookings, after] = await Promise.all([
    selectAffectedBookings(tx, resourceIds, from, to, now),
    readTimetables(tx, around),
  ]);
  return { done, observed: { affected: pair(before, after, bookings), slots: inInventory(from, to, now) } };
}

/** What the change did: the appointments to come that it stranded, and the slots of the next 30 days in the time that it touched. */
export async function impactOf({ affected, slots }: Observed): Promise<Impact> {
  const stranded: Impact["stranded"] = [];
  const counts: SlotCounts[] = [];
  for (const one of affected) {
    stranded.push(...newlyStranded(one).map((lost) => sayStranded(lost, one.name)));
    counts.push(countSlots(one, slots));
    // A large clinic's month takes seconds, in which others are served too.
    await setImmediate();
  }
  stranded.sort((a, b) => Temporal.Instant.compare(a.starts_at, b.starts_at));
  return { stranded, slots: sumOf(counts) };
}

const comingTime = (now: Temporal.Instant) => ({ starts_at: now, ends_at: now.add({ hours: bookedHours }) });

/** From the first to the last of what is touched, as far as it is still to come. */
function spanOf(touched: readonly Touched[], now: Temporal.Instant) {
  const { starts_at: soonest, ends_at: latest } = comingTime(now);
  const first = Math.min(...touched.map(({ starts_at }) => starts_at.epochMilliseconds));
  const last = Math.max(...touched.map(({ ends_at }) => ends_at.epochMilliseconds));
  return {
    from: Temporal.Instant.fromEpochMilliseconds(Math.max(first, soonest.epochMilliseconds)),
    to: Temporal.Instant.fromEpochMilliseconds(Math.min(last, latest.epochMilliseconds)),
  };
}

function inInventory(from: Temporal.Instant, to: Temporal.Instant, now: Temporal.Instant): Range {
  return [epochMinuteOf(from), Math.min(epochMinuteOf(to), epochMinuteOf(now) + inventoryMinutes)];
}

type Booked = BookedTime & { row: AffectedBooking };
type Named<Thing> = Thing & { name: string };

/** Each resource before and after, with what is booked of it. */
function pair(
  before: readonly NamedTimetable[],
  after: readonly NamedTimetable[],
  bookings: readonly AffectedBooking[],
): Named<Affected<Booked>>[] {
  const then = new Map(after.map((timetable) => [timetable.resourceId, timetable]));
  const bookedOf = new Map(before.map(({ resourceId }) => [resourceId, [] as Booked[]]));
  for (const booking of bookings) bookedOf.get(booking.resource_id)?.push(bookedTime(booking));
  return before.map((timetable) => ({
    name: timetable.name,
    before: timetable,
    after: then.get(timetable.resourceId)!,
    booked: bookedOf.get(timetable.resourceId)!,
  }));
}

const bookedTime = (row: AffectedBooking): Booked => ({
  row,
  appointmentId: row.appointment_id,
  clinicId: row.clinic_id,
  serviceId: row.service_id,
  lane: row.lane,
  waived: row.waived,
  range: [epochMinuteOf(row.phase_starts_at), epochMinuteOf(row.phase_ends_at)],
});

function sayStranded({ booked: { row }, reasons }: Stranded<Booked>, resourceName: string) {
  const { appointment_id, booking_id, patient_name, service_name, resource_id, starts_at, ends_at } = row;
  const said = reasons.map((reason) => sayReason({ ...reason, resourceName }));
  return { appointment_id, booking_id, patient_name, service_name, resource_id, starts_at, ends_at, reasons: said };
}
