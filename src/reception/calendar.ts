import type { Temporal } from "temporal-polyfill";
import { fault } from "../core/errors.ts";
import type { Range } from "../core/ranges.ts";
import { epochMinuteOf, instantOfMinute } from "../core/zones.ts";
import { readRange } from "../supply/read-range.ts";
import type { Database } from "../platform/database.ts";
import type { ResourceTime } from "../supply/needs.ts";
import { sayReason } from "../supply/reasons.ts";
import { closuresOf } from "../supply/why-closed.ts";
import { readWorkingTime } from "../supply/working-time.ts";
import { selectCalendarAppointments, selectCalendarSlots, selectColumns } from "./day.sql.ts";

const longestDays = 45;

/**
 * A clinic's whole grid in one answer: columns, working and blocked windows, slots and appointments of `[from, to)`.
 *
 * Throws `not_found`, `empty_range` or `range_too_long`.
 */
export async function readCalendar(
  database: Database,
  wanted: { clinicId: string; from: string; to: string },
  now: Temporal.Instant,
) {
  const { from, to, timezone } = await readRange(database, wanted.clinicId, wanted.from, wanted.to);
  if (to.since(from).total("hours") > longestDays * 24)
    throw fault("range_too_long", "/to", `At most ${longestDays} days are shown at once.`);
  const columns = await selectColumns(database, wanted.clinicId);
  const resourceIds = columns.map(({ resource_id }) => resource_id);
  const [times, slots, appointments] = await Promise.all([
    readWorkingTime(database, { resourceIds, clinicId: wanted.clinicId, serviceId: null, from, to, now }),
    selectCalendarSlots(database, wanted.clinicId, from, to),
    selectCalendarAppointments(database, wanted.clinicId, from, to, now),
  ]);
  const range: Range = [epochMinuteOf(from), epochMinuteOf(to)];
  return {
    clinic_id: wanted.clinicId,
    timezone,
    from,
    to,
    columns,
    working: [...times.values()].flatMap((time) => workingWindows(time)),
    blocked: [...times.values()].flatMap((time) => blockedWindows(time, range)),
    slots,
    appointments,
  };
}

function workingWindows(time: ResourceTime) {
  if (time.hours.stretches === null) return [];
  return (time.hours.lanes[0] ?? []).map((range) => windowOf(time, range));
}

/** What closes time that would be worked. What lies outside working hours is the page's background and not said here. */
function blockedWindows(time: ResourceTime, range: Range) {
  return closuresOf(time.hours, range).map(({ range: taken, reason }) => ({
    ...windowOf(time, taken),
    reason: sayReason(reason),
  }));
}

const windowOf = ({ resourceId }: ResourceTime, [start, end]: Range) => ({
  resource_id: resourceId,
  starts_at: instantOfMinute(start),
  ends_at: instantOfMinute(end),
});
