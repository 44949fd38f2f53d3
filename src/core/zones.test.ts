import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import {
  dateOf,
  dateOfEpochDay,
  dayBounds,
  epochDayOf,
  epochMinuteOf,
  instantOfMinute,
  textOfMinute,
  isTimeZone,
  isoWeekday,
  localDayOfMinute,
  localOf,
  toInstant,
  wallMinuteOf,
  wallToMinute,
} from "./zones.ts";

const date = (text: string) => Temporal.PlainDate.from(text);
const time = (text: string) => Temporal.PlainTime.from(text);
const instant = (text: string) => Temporal.Instant.from(text);
const minuteOfDay = (at: Temporal.PlainTime) => at.hour * 60 + at.minute;

// zone, wall time, the instant of its first occurrence (null: clocks skip it), why
const moments: [zone: string, wall: string, at: string | null, why: string][] = [
  ["UTC", "2026-10-25T03:30", "2026-10-25T03:30Z", "never changes"],
  ["Europe/Athens", "2026-10-25T02:59", "2026-10-24T23:59Z", "before the repeated hour"],
  ["Europe/Athens", "2026-10-25T03:30", "2026-10-25T00:30Z", "repeated: the first one"],
  ["Europe/Athens", "2026-10-25T04:00", "2026-10-25T02:00Z", "after the repeated hour"],
  ["Europe/Athens", "2027-03-28T02:59", "2027-03-28T00:59Z", "before the skipped hour"],
  ["Europe/Athens", "2027-03-28T03:00", null, "first skipped minute"],
  ["Europe/Athens", "2027-03-28T03:59", null, "last skipped minute"],
  ["Europe/Athens", "2027-03-28T04:00", "2027-03-28T01:00Z", "after the skipped hour"],
  ["Africa/Cairo", "2027-04-30T00:00", null, "midnight is skipped"],
  ["Africa/Cairo", "2027-04-30T00:30", null, "the hour after midnight is skipped"],
  ["Africa/Cairo", "2027-04-30T01:00", "2027-04-29T22:00Z", "the day starts at one"],
  ["Africa/Cairo", "2026-10-29T23:30", "2026-10-29T20:30Z", "the last hour of the day comes twice"],
  ["Africa/Cairo", "2026-10-30T00:00", "2026-10-29T22:00Z", "midnight comes once"],
  ["Australia/Lord_Howe", "2026-10-04T02:15", null, "half an hour is skipped"],
  ["Australia/Lord_Howe", "2026-10-04T02:30", "2026-10-03T15:30Z", "after the skipped half hour"],
  ["Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45Z", "half an hour is repeated"],
  ["Pacific/Apia", "2011-12-29T23:59", "2011-12-30T09:59Z", "the minute before the skipped date"],
  ["Pacific/Apia", "2011-12-30T00:00", null, "the date is skipped"],
  ["Pacific/Apia", "2011-12-30T12:00", null, "the date is skipped"],
  ["Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00Z", "the minute after the skipped date"],
  ["Africa/Casablanca", "2026-02-15T02:30", "2026-02-15T01:30Z", "back to UTC for Ramadan"],
  ["Africa/Casablanca", "2026-03-22T02:30", null, "forward after Ramadan"],
  ["Europe/Dublin", "2026-10-25T01:30", "2026-10-25T00:30Z", "winter is the exception there: repeated"],
  ["Europe/Dublin", "2026-03-29T01:30", null, "winter is the exception there: skipped"],
  ["Pacific/Kiritimati", "2026-01-01T00:30", "2025-12-31T10:30Z", "fourteen hours ahead"],
  ["Asia/Colombo", "2026-06-01T09:00", "2026-06-01T03:30Z", "half-hour offset"],
  ["Asia/Colombo", "1996-05-25T00:30", null, "one hour forward for good"],
  ["Asia/Colombo", "2006-04-15T00:15", "2006-04-14T18:15Z", "half an hour back for good"],
  ["America/St_Johns", "2006-10-28T23:30", "2006-10-29T02:00Z", "back over midnight: the last hour comes twice"],
  ["America/St_Johns", "2006-10-29T00:00", "2006-10-29T02:30Z", "back over midnight: and so does midnight"],
  ["America/St_Johns", "2006-10-29T00:01", "2006-10-29T03:31Z", "back over midnight: but not the next minute"],
  ["America/Havana", "2026-11-01T00:30", "2026-11-01T04:30Z", "the first hour of the day comes twice"],
  ["Asia/Kathmandu", "2026-01-01T00:00", "2025-12-31T18:15Z", "quarter-hour offset"],
  ["Europe/Athens", "1950-01-01T09:00", "1950-01-01T07:00Z", "before the table"],
  ["Europe/Athens", "2150-07-01T09:00", "2150-07-01T06:00Z", "far into the table"],
  ["Europe/Athens", "2250-07-01T09:00", "2250-07-01T06:00Z", "after the table"],
  ["Europe/Athens", "2150-03-29T03:30", null, "far into the table: skipped"],
  ["Europe/Athens", "2250-03-31T03:30", null, "after the table: skipped"],
  ["Europe/Athens", "2150-10-25T03:30", "2150-10-25T00:30Z", "far into the table: repeated"],
  ["Europe/Athens", "2250-10-27T03:30", "2250-10-27T00:30Z", "after the table: repeated"],
  ["Europe/Athens", "9999-12-31T23:59", "9999-12-31T21:59Z", "long after the table"],
];

test.each(moments)("%s %s is %s: %s", (zone, text, expected) => {
  const wall = Temporal.PlainDateTime.from(text);
  const at = toInstant(wall.toPlainDate(), wall.toPlainTime(), zone);
  expect(at?.toString() ?? null).toBe(expected && instant(expected).toString());
  const minute = wallToMinute(epochDayOf(wall.toPlainDate()), minuteOfDay(wall.toPlainTime()), zone);
  expect(minute).toBe(expected && epochMinuteOf(instant(expected)));
  if (!at) return;
  expect(localOf(at, zone).date.toPlainDateTime(localOf(at, zone).time).toString()).toBe(wall.toString());
  expect(dateOf(at, zone).toString()).toBe(wall.toPlainDate().toString());
  expect(dateOfEpochDay(localDayOfMinute(epochMinuteOf(at), zone)).toString()).toBe(wall.toPlainDate().toString());
});

test.each<[zone: string, day: string, startsAt: string, hours: number, why: string]>([
  ["Europe/Athens", "2026-06-01", "2026-05-31T21:00Z", 24, "ordinary"],
  ["Europe/Athens", "2026-10-25", "2026-10-24T21:00Z", 25, "autumn"],
  ["Europe/Athens", "2027-03-28", "2027-03-27T22:00Z", 23, "spring"],
  ["Africa/Cairo", "2027-04-30", "2027-04-29T22:00Z", 23, "no midnight"],
  ["Africa/Cairo", "2027-04-29", "2027-04-28T22:00Z", 24, "the day before no midnight"],
  ["Africa/Cairo", "2026-10-29", "2026-10-28T21:00Z", 25, "23:00 twice"],
  ["Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30Z", 23.5, "half an hour"],
  ["Pacific/Apia", "2011-12-29", "2011-12-29T10:00Z", 24, "before the skipped date"],
  ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00Z", 0, "skipped date"],
  ["Pacific/Apia", "2011-12-31", "2011-12-30T10:00Z", 24, "after the skipped date"],
  ["America/Havana", "2026-11-01", "2026-11-01T04:00Z", 25, "midnight twice"],
])("the day of %s %s starts at %s and has %d hours: %s", (zone, day, expectedStart, hours) => {
  const { startsAt, endsAt } = dayBounds(date(day), zone);
  expect(startsAt.toString()).toBe(instant(expectedStart).toString());
  expect(startsAt.until(endsAt).total("hours")).toBe(hours);
});

test.each([
  ["Europe/Athens", true],
  ["Africa/Cairo", true],
  ["America/Argentina/Buenos_Aires", true],
  ["Asia/Calcutta", true],
  ["Europe/Kyiv", true],
  ["UTC", true],
  ["Etc/GMT+2", true],
  ["europe/athens", false],
  ["Europe/athens", false],
  ["+02:00", false],
  ["+02", false],
  ["-0830", false],
  ["Z", false],
  ["", false],
  [" Europe/Athens", false],
  ["Europe/Athens ", false],
  ["Europe/Nowhere", false],
  ["2026-01-01T00:00Z", false],
  ["2026-01-01[Europe/Athens]", false],
  ["Asia/Colombo\u0000", false],
  ["__proto__", false],
])("isTimeZone(%j) is %s", (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});

test("an unknown zone is refused, not guessed", () => {
  expect(() => toInstant(date("2026-01-01"), time("09:00"), "Europe/Nowhere")).toThrow(RangeError);
  expect(() => wallToMinute(20_000, 0, "Europe/Nowhere")).toThrow(RangeError);
  expect(() => localDayOfMinute(0, "Europe/Nowhere")).toThrow(RangeError);
  expect(() => localOf(instant("2026-01-01T00:00Z"), "Europe/Nowhere")).toThrow(RangeError);
});

test("seconds and their parts survive both ways", () => {
  const wall = time("03:30:15.123456789");
  const at = toInstant(date("2026-10-25"), wall, "Europe/Athens");
  expect(at?.toString()).toBe("2026-10-25T00:30:15.123456789Z");
  expect(localOf(instant("2026-10-25T01:30:15.123456789Z"), "Europe/Athens").time.toString()).toBe(wall.toString());
  expect(localOf(instant("1969-12-31T23:59:59.999999999Z"), "UTC").time.toString()).toBe("23:59:59.999999999");
  expect(toInstant(date("1971-06-01"), time("12:00:00"), "Africa/Monrovia")?.toString()).toBe("1971-06-01T12:44:30Z");
  expect(localOf(instant("1971-06-01T12:44:30Z"), "Africa/Monrovia").time.toString()).toBe("12:00:00");
});

test("24:00 and later are the wall clock of the next days, in and outside the table", () => {
  for (const day of [date("2027-03-27"), date("2250-03-30"), date("1960-05-05")]) {
    for (const minutes of [1440, 1500, 1440 * 2 + 90]) {
      const same = wallToMinute(epochDayOf(day) + Math.floor(minutes / 1440), minutes % 1440, "Europe/Athens");
      expect(wallToMinute(epochDayOf(day), minutes, "Europe/Athens")).toBe(same);
    }
  }
});

test.each([
  ["1970-01-01", 0, 4],
  ["1969-12-31", -1, 3],
  ["1969-12-28", -4, 7],
  ["1969-12-22", -10, 1],
  ["2026-03-02", 20_514, 1],
  ["2024-02-29", 19_782, 4],
  ["0099-01-01", -683_368, 4],
])("%s is epoch day %d, weekday %d", (text, day, weekday) => {
  expect(epochDayOf(date(text))).toBe(day);
  expect(dateOfEpochDay(day).toString()).toBe(text);
  expect(isoWeekday(day)).toBe(weekday);
  expect(date(text).dayOfWeek).toBe(weekday);
});

test("epoch days count like the calendar", () => {
  fc.assert(
    fc.property(fc.integer({ min: -800_000, max: 3_000_000 }), (day) => {
      const civil = date("1970-01-01").add({ days: day });
      expect(dateOfEpochDay(day).toString()).toBe(civil.toString());
      expect(epochDayOf(civil)).toBe(day);
      expect(isoWeekday(day)).toBe(civil.dayOfWeek);
    }),
    { numRuns: 500 },
  );
});

test("epoch minutes round down, also before 1970", () => {
  expect(epochMinuteOf(instant("1970-01-01T00:01:59.999Z"))).toBe(1);
  expect(epochMinuteOf(instant("1969-12-31T23:59:59.999999999Z"))).toBe(-1);
  expect(instantOfMinute(-1).toString()).toBe("1969-12-31T23:59:00Z");
});

describe("every zone agrees with Temporal, 1990 to 2040", () => {
  const firstMinute = epochMinuteOf(instant("1990-01-01T00:00Z"));
  const lastMinute = epochMinuteOf(instant("2040-12-31T23:59Z"));

  function temporalMinute(wall: Temporal.PlainDateTime, zone: string): number | null {
    try {
      wall.toZonedDateTime(zone, { disambiguation: "reject" });
    } catch {
      const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
      // Rejected for being skipped, or for happening twice?
      if (!earlier.toPlainDateTime().equals(wall)) return null;
    }
    return epochMinuteOf(wall.toZonedDateTime(zone, { disambiguation: "earlier" }).toInstant());
  }

  function expectSameWall(wall: Temporal.PlainDateTime, zone: string): void {
    const ours = wallToMinute(epochDayOf(wall.toPlainDate()), minuteOfDay(wall.toPlainTime()), zone);
    if (ours !== temporalMinute(wall, zone)) throw new Error(`${zone} ${wall.toString()}: ${ours}`);
  }

  function expectSameMinute(minute: number, zone: string): void {
    const zoned = instantOfMinute(minute).toZonedDateTimeISO(zone);
    const { date: day, time: clock } = localOf(zoned.toInstant(), zone);
    if (!day.equals(zoned.toPlainDate()) || !clock.equals(zoned.toPlainTime())) throw new Error(`${zone} ${minute}`);
    if (localDayOfMinute(minute, zone) !== epochDayOf(day)) throw new Error(`${zone} ${minute}: day`);
    const wall = epochDayOf(day) * 1440 + clock.hour * 60 + clock.minute;
    if (wallMinuteOf(minute, zone) !== wall) throw new Error(`${zone} ${minute}: wall`);
  }

  const zones = Intl.supportedValuesOf("timeZone");

  test("on random minutes", { timeout: 120_000 }, () => {
    const minute = fc.integer({ min: firstMinute, max: lastMinute });
    for (const zone of zones) {
      fc.assert(
        fc.property(minute, (at) => {
          expectSameMinute(at, zone);
          // Any wall time at all: the UTC fields of a random minute.
          expectSameWall(instantOfMinute(at).toZonedDateTimeISO("UTC").toPlainDateTime(), zone);
        }),
        { numRuns: 15 },
      );
    }
  });

  test("on both sides of each clock change", { timeout: 120_000 }, () => {
    let changes = 0;
    for (const zone of zones) {
      let before = instantOfMinute(firstMinute).toZonedDateTimeISO(zone);
      for (;;) {
        const after = before.getTimeZoneTransition("next");
        if (!after || epochMinuteOf(after.toInstant()) > lastMinute) break;
        const change = epochMinuteOf(after.toInstant());
        for (const minute of [change - 1, change]) expectSameMinute(minute, zone);
        const jumps = [before.offsetNanoseconds, after.offsetNanoseconds].map((ns) => ns / 60e9);
        for (const wall of [Math.min(...jumps) - 1, Math.min(...jumps), Math.max(...jumps) - 1, Math.max(...jumps)]) {
          expectSameWall(
            instantOfMinute(change + wall)
              .toZonedDateTimeISO("UTC")
              .toPlainDateTime(),
            zone,
          );
        }
        before = after;
        changes++;
      }
    }
    expect(changes).toBeGreaterThan(5_000);
  });

  test("around each new year, where one table ends and the next begins", () => {
    for (const zone of [
      "Europe/Athens",
      "Pacific/Kiritimati",
      "Pacific/Pago_Pago",
      "Pacific/Apia",
      "Africa/Casablanca",
    ])
      for (let year = 1974; year <= 2200; year++) {
        const newYear = epochMinuteOf(instant(`${year}-01-01T00:00Z`));
        for (let minute = newYear - 2_880; minute < newYear + 8_640; minute += 1_439) {
          expectSameMinute(minute, zone);
          expectSameWall(instantOfMinute(minute).toZonedDateTimeISO("UTC").toPlainDateTime(), zone);
        }
      }
  });

  test("and with the host's own calendar, which Temporal does not touch", () => {
    for (const zone of zones.filter((_, i) => i % 8 === 0)) {
      const format = new Intl.DateTimeFormat("en-CA-u-hc-h23", {
        timeZone: zone,
        dateStyle: "short",
        timeStyle: "short",
      });
      fc.assert(
        fc.property(fc.integer({ min: firstMinute, max: lastMinute }), (minute) => {
          const at = instantOfMinute(minute);
          const { date: day, time: clock } = localOf(at, zone);
          expect(format.format(at.epochMilliseconds)).toBe(`${day.toString()}, ${clock.toString().slice(0, 5)}`);
        }),
        { numRuns: 20 },
      );
    }
  });

  test("days follow each other without gap, and start with their own date", () => {
    const someDay = fc.integer({ min: epochDayOf(date("1990-01-01")), max: epochDayOf(date("2040-12-31")) });
    fc.assert(
      fc.property(someDay, fc.constantFrom(...zones), (day, zone) => {
        const today = dayBounds(dateOfEpochDay(day), zone);
        const tomorrow = dayBounds(dateOfEpochDay(day + 1), zone);
        expect(today.endsAt.equals(tomorrow.startsAt)).toBe(true);
        if (today.startsAt.equals(today.endsAt)) return;
        const start = epochMinuteOf(today.startsAt);
        expect(localDayOfMinute(start, zone)).toBe(day);
        expect(localDayOfMinute(start - 1, zone)).toBeLessThan(day);
      }),
      { numRuns: 300 },
    );
  });
});

test("a minute's text is Temporal's", () => {
  for (const text of ["1969-12-31T23:59:00Z", "1970-01-01T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T23:59:00Z"]) {
    const minute = epochMinuteOf(Temporal.Instant.from(text));
    expect(textOfMinute(minute)).toBe(text);
    expect(instantOfMinute(minute).toString()).toBe(text);
  }
});
