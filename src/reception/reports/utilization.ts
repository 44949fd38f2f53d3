import { Temporal } from "temporal-polyfill";
import { intersect, type RangeSet, totalLength, union } from "../../core/ranges.ts";
import { dayBounds, epochMinuteOf } from "../../core/zones.ts";
import type { Database } from "../../platform/database.ts";
import { hoursOf } from "../../supply/hours.ts";
import { rangeIn, zoneOf } from "../../supply/read-range.ts";
import { type NamedTimetable, readTimetables } from "../../supply/working-time.ts";
import { selectColumns } from "../day.sql.ts";
import { shareOf } from "./share-of.ts";
import { type MinutesRow, selectBooked, selectWorked } from "./utilization.sql.ts";
import type { Asked } from "./waiting-times.sql.ts";

/** What is worked of a day: by each lane, in epoch minutes. */
type Lanes = readonly RangeSet[];

/** How much of their working time people, rooms and machines of a clinic were booked and at work, date by date. */
export async function readUtilization(database: Database, asked: Asked) {
  const timezone = await zoneOf(database, asked.clinicId);
  const columns = await selectColumns(database, asked.clinicId);
  const resourceIds = columns.map(({ resource_id }) => resource_id);
  const range = rangeIn(timezone, asked.from, asked.to);
  const [timetables, booked, worked] = await Promise.all([
    readTimetables(database, { resourceIds, ...range }),
    selectBooked(database, asked),
    selectWorked(database, asked),
  ]);
  const lanes = lanesOf(timetables, asked.clinicId, [epochMinuteOf(range.from), epochMinuteOf(range.to)]);
  const days = datesOf(asked).map((date) => ({ date: date.toString(), range: minutesOf(date, timezone) }));
  const [bookedOn, workedOn] = [byDay(booked), byDay(worked)];
  const resources = columns.map(({ resource_id: id, kind, name }) => {
    const shown = days.map(({ date, range }) => ({
      date,
      working_minutes: (lanes.get(id) ?? []).reduce((sum, lane) => sum + totalLength(intersect(lane, [range])), 0),
      booked_minutes: bookedOn.get(`${id} ${date}`) ?? 0,
      worked_minutes: workedOn.get(`${id} ${date}`) ?? 0,
    }));
    const sum = (of: "working_minutes" | "booked_minutes" | "worked_minutes") =>
      shown.reduce((total, day) => total + day[of], 0);
    const totals = { working_minutes: sum("working_minutes"), booked_minutes: sum("booked_minutes") };
    const booked_share = shareOf(Math.min(totals.booked_minutes, totals.working_minutes), totals.working_minutes);
    return { resource_id: id, kind, name, ...totals, worked_minutes: sum("worked_minutes"), booked_share, days: shown };
  });
  return { clinic_id: asked.clinicId, from: asked.from, to: asked.to, resources };
}

/** Working time by the rules. What is there at any hour works while somebody does. */
function lanesOf(
  timetables: readonly NamedTimetable[],
  clinicId: string,
  range: readonly [number, number],
): Map<string, Lanes> {
  const hours = timetables.map((timetable) => hoursOf(timetable, { clinicId, serviceId: null }, range));
  const people = timetables.flatMap(({ kind }, i) => (kind === "practitioner" ? [hours[i]!.lanes[0] ?? []] : []));
  const open = people.reduce<RangeSet>((all, one) => union(all, one), []);
  return new Map(
    timetables.map(({ resourceId, atAnyHour }, i) => {
      const { lanes } = hours[i]!;
      return [resourceId, atAnyHour ? lanes.map((lane) => intersect(lane, open)) : lanes];
    }),
  );
}

function datesOf({ from, to }: Asked): Temporal.PlainDate[] {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  return Array.from({ length: first.until(last).days }, (_, days) => first.add({ days }));
}

function minutesOf(date: Temporal.PlainDate, timezone: string): readonly [number, number] {
  const { startsAt, endsAt } = dayBounds(date, timezone);
  return [epochMinuteOf(startsAt), epochMinuteOf(endsAt)];
}

const byDay = (rows: readonly MinutesRow[]): Map<string, number> =>
  new Map(rows.map(({ resource_id, service_date, minutes }) => [`${resource_id} ${service_date.toString()}`, minutes]));
