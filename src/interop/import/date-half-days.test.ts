import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { readMonth, readWeekday } from "./calendar-words.ts";
import { dateHalfDays, type HalfDay } from "./date-half-days.ts";

const first = Temporal.PlainDate.from("2018-01-01"); // a Monday

function dated(...halfDays: [weekday: number, month: number | null, half: number][]) {
  const named = halfDays.map(([weekday, month, half], i): HalfDay => ({ session: String(i), weekday, month, half }));
  const { dates, misfits } = dateHalfDays(named, first);
  return { dates: [...dates.values()].map(String), misfits };
}

test("a morning and the afternoon after it share a date; the next morning is a week later", () => {
  expect(dated([3, 1, 0], [3, 1, 1], [6, 1, 0], [6, 1, 1], [3, 1, 0])).toEqual({
    dates: ["2018-01-03", "2018-01-03", "2018-01-06", "2018-01-06", "2018-01-10"],
    misfits: [],
  });
});

test("two mornings of one weekday are two dates, and an afternoon alone has its own", () => {
  expect(dated([3, 1, 0], [3, 1, 0], [6, 1, 1]).dates).toEqual(["2018-01-03", "2018-01-10", "2018-01-13"]);
});

test("a named month skips the weeks before it, also over the end of the year", () => {
  expect(dated([3, 1, 0], [6, 3, 0]).dates).toEqual(["2018-01-03", "2018-03-03"]);
  const weeks = Array.from({ length: 12 }, (_, i): [number, number, number] => [3, i + 1, 0]);
  expect(dated(...weeks, [3, 1, 0]).dates.at(-1)).toBe("2019-01-02");
});

test("an afternoon does not continue the morning of another month", () => {
  expect(dated([3, 1, 0], [3, 2, 1]).dates).toEqual(["2018-01-03", "2018-02-07"]);
});

test("where the month has no such weekday left the weekday wins, and the session is named", () => {
  const sixWednesdays = Array.from({ length: 6 }, (): [number, number, number] => [3, 1, 0]);
  expect(dated(...sixWednesdays)).toEqual({
    dates: ["2018-01-03", "2018-01-10", "2018-01-17", "2018-01-24", "2018-01-31", "2018-02-07"],
    misfits: ["5"],
  });
});

test("half days of a real calendar, in order, get their weekday, their month, and ascending dates", () => {
  // Every date is at most ten days after the one before, as in a clinic that works each week.
  const steps = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(steps, (days) => {
      let date = first;
      const halfDays = days.map((step, i): HalfDay => {
        date = date.add({ days: step });
        return { session: String(i), weekday: date.dayOfWeek, month: date.month, half: 0 };
      });
      const { dates, misfits } = dateHalfDays(halfDays, first);
      expect(misfits).toEqual([]);
      let last = first.subtract({ days: 1 });
      for (const { session, weekday, month } of halfDays) {
        const given = dates.get(session)!;
        expect([given.dayOfWeek, given.month]).toEqual([weekday, month]);
        expect(Temporal.PlainDate.compare(given, last)).toBe(1);
        last = given;
      }
    }),
  );
});

test("weekdays and months are read by name, by three letters, or by number", () => {
  expect(["Monday", "sun", "3", " SATURDAY "].map(readWeekday)).toEqual([1, 7, 3, 6]);
  expect(["8", "0", "Mo", "Montag", ""].map(readWeekday)).toEqual([null, null, null, null, null]);
  expect(["January", "dec", "12", "13", "Juni"].map(readMonth)).toEqual([1, 12, 12, null, null]);
});
