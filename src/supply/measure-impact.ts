import { Temporal } from "temporal-polyfill";
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

/** An appointment that a change strands, and what it says of it. */
export type Impact = { stranded: ReturnType<typeof sayStranded>[]; slots: SlotCounts };

/** What a change of one resource's weekly rules touches. */
export function allTimeOf(resourceId: string, now: Temporal.Instant): Touched {
  return { resource_id: resourceId, clinic_id: null, room_id: null, ...comingTime(now) };
}

/**
 * Makes the change and says what it does: which appointments to come it strands, and how the slots of the next 30 days change.
 * Everybody who is touched is read together, before and after, in the change's own transaction.
 */
export async function measureImpact<Done>(
  tx: Transaction,
  touched: readonly Touched[],
  now: Temporal.Instant,
  change: () => Promise<Done>,
): Promise<{ done: Done; impact: Impact }> {
  const resourceIds = await selectAffected(tx, touched);
  const { from, to } = spanOf(touched, now);
  const { starts_at, ends_at } = comingTime(now);
  // A day more on each side: windows that began before, or end after.
  const around = { resourceIds, from: starts_at.subtract({ hours: 24 }), to: ends_at.add({ hours: 24 }) };
  const [bookings, before] = await Promise.all([
    selectAffectedBookings(tx, resourceIds, from, to, now),
    readTimetables(tx, around),
  ]);
  const done = await change();
  const after = await readTimetables(tx, around);
  return { done, impact: compare(pair(before, after, bookings), epochMinuteOf(now)) };
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

type Booked = BookedTime & { row: AffectedBooking };

/** Each resource before and after, with what is booked of it. */
function pair(
  before: readonly NamedTimetable[],
  after: readonly NamedTimetable[],
  bookings: readonly AffectedBooking[],
): (Affected<Booked> & { name: string })[] {
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

function compare(affected: readonly (Affected<Booked> & { name: string })[], now: number): Impact {
  const stranded = affected.flatMap((one) => newlyStranded(one).map((lost) => sayStranded(lost, one.name)));
  const slots = sumOf(affected.map((one) => countSlots(one, [now, now + inventoryMinutes])));
  return { stranded: stranded.sort((a, b) => Temporal.Instant.compare(a.starts_at, b.starts_at)), slots };
}

const bookedTime = (row: AffectedBooking): Booked => ({
  row,
  appointmentId: row.appointment_id,
  clinicId: row.clinic_id,
  serviceId: row.service_id,
  lane: row.lane,
  range: [epochMinuteOf(row.phase_starts_at), epochMinuteOf(row.phase_ends_at)],
});

function sayStranded({ booked: { row }, reasons }: Stranded<Booked>, resourceName: string) {
  const { appointment_id, booking_id, patient_name, service_name, resource_id, starts_at, ends_at } = row;
  const said = reasons.map((reason) => sayReason({ ...reason, resourceName }));
  return { appointment_id, booking_id, patient_name, service_name, resource_id, starts_at, ends_at, reasons: said };
}
