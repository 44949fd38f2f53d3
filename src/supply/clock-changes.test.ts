import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { Range } from "../core/ranges.ts";
import { isoWeekday } from "../core/zones.ts";
import { slotStartsOf, type WeeklyRule, type WorkingWindow, windowsOf } from "./weekly-rule.ts";

/**
 * Rules around every clock change, against a second opinion that does no arithmetic on wall time: it reads Temporal's clock
 * minute by minute, as somebody would who stays up that night. Everything is counted in minutes from the change; wall times
 * from what clocks would have shown then without it.
 */
interface Change {
  zone: string;
  /** Epoch minute. */
  at: number;
  /** Minutes ahead of UTC. */
  before: number;
  after: number;
}

/** A rule's window and its break, in wall time. */
interface Hours {
  window: Range;
  rest: Range;
}

/** What becomes of them; starts by the length of the slot. */
interface Work {
  range: Range;
  breaks: Range[];
  starts: number[][];
}

const slotLengths = [15, 20, 30, 60];

function changesOf(zone: string, from: string, to: string): Change[] {
  const changes: Change[] = [];
  const end = Temporal.Instant.from(to).epochMilliseconds;
  let last = Temporal.Instant.from(from).toZonedDateTimeISO(zone);
  for (;;) {
    const next = last.getTimeZoneTransition("next");
    if (!next || next.epochMilliseconds >= end) return changes;
    const [before, after] = [last.offsetNanoseconds / 60e9, next.offsetNanoseconds / 60e9];
    changes.push({ zone, at: next.epochMilliseconds / 60_000, before, after });
    last = next;
  }
}

/** What clocks show, from `reach` minutes before the change until `reach` minutes after it. */
function watchClock({ zone, at, before }: Change, reach: number): number[] {
  return Array.from({ length: 2 * reach }, (_, i) => {
    const clock = Temporal.Instant.fromEpochMilliseconds((at - reach + i) * 60_000).toZonedDateTimeISO(zone);
    const shown = Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute) / 60_000;
    return shown - (at + before);
  });
}

/** The second opinion: a window opens and closes at the first minute that shows its time, or a later one. */
function stayUp(shown: readonly number[], { window, rest }: Hours): Work | null {
  const reach = shown.length / 2;
  const firstShowing = (wall: number) => shown.findIndex((now) => now >= wall) - reach;
  const between = ([start, end]: Range): Range => [firstShowing(start), firstShowing(end)];
  const range = between(window);
  if (range[0] >= range[1]) return null;
  const startsBy = (slotMinutes: number): number[] => {
    const starts: number[] = [];
    for (let minute = range[0]; minute + slotMinutes <= range[1]; minute++) {
      const wall = shown[minute + reach]!;
      const isBoundary = wall >= window[0] && (wall - window[0]) % slotMinutes === 0;
      if (isBoundary && wall + slotMinutes <= window[1] && firstShowing(wall) === minute) starts.push(minute);
    }
    return starts;
  };
  return { range, breaks: [between(rest)].filter(([start, end]) => start < end), starts: slotLengths.map(startsBy) };
}

/** What the rule makes of them. */
function work(change: Change, hours: Hours): Work | null {
  const window = windowOf(change, hours);
  if (!window) return null;
  const fromChange = ([start, end]: Range): Range => [start - change.at, end - change.at];
  return {
    range: fromChange(window.range),
    breaks: window.breaks.map(({ range }) => fromChange(range)),
    starts: slotLengths.map((slotMinutes) =>
      slotStartsOf({ ...window, rule: { ...window.rule, slotMinutes } }).map((start) => start - change.at),
    ),
  };
}

/** The rule's window of that night: the same when asked for the whole week, for its first minute or for its last. */
function windowOf(change: Change, hours: Hours): WorkingWindow | undefined {
  const { rule, day } = ruleOf(change, hours);
  const within = (range: Range) => windowsOf(rule, range).filter((window) => window.day === day);
  const [window, ...others] = within([change.at - 9_000, change.at + 9_000]);
  if (!window) return undefined;
  const [opens, closes] = window.range;
  const asked = [opens - 1, opens, closes - 1, closes].map((minute) => within([minute, minute + 1]).length);
  if (others.length > 0 || asked.join() !== "0,1,1,0") throw new Error(`${change.zone}: ${asked.join()} of ${day}`);
  return window;
}

function ruleOf({ zone, at, before }: Change, { window, rest }: Hours): { rule: WeeklyRule; day: number } {
  const shownThen = at + before;
  const day = Math.floor((shownThen + window[0]) / 1_440);
  const [startMinute, endMinute] = onDay(window);
  const scope = { id: "rule", resourceId: "doctor", clinicId: "clinic", serviceId: null, roomId: null, label: null };
  const dates = { timezone: zone, weekday: isoWeekday(day), validFrom: null, validTo: null };
  const rule = { ...scope, ...dates, slotMinutes: 60, lanes: 1, priority: 0, bufferBefore: 0, bufferAfter: 0 };
  const [restStart, restEnd] = onDay(rest);
  const breaks = [{ startMinute: restStart, endMinute: restEnd, label: null }];
  return { rule: { ...rule, startMinute, endMinute, breaks }, day };

  function onDay([start, end]: Range): Range {
    return [shownThen + start - day * 1_440, shownThen + end - day * 1_440];
  }
}

/** A window of this length, with a break in its second quarter. */
const lasting = (starts: number, length: number): Hours => ({
  window: [starts, starts + length],
  rest: [starts + Math.floor(length / 4), starts + Math.floor(length / 2)],
});

/** Before, around, over, inside and after a change, on its edges and beside them. */
const aroundAChange = [
  lasting(-480, 420),
  lasting(-300, 600),
  lasting(-240, 240),
  lasting(-95, 160),
  lasting(-60, 60),
  lasting(-45, 60),
  lasting(-30, 30),
  lasting(-7, 201),
  lasting(0, 30),
  lasting(0, 60),
  lasting(0, 240),
  lasting(15, 30),
  lasting(30, 120),
  lasting(60, 60),
  lasting(90, 210),
];

/** Over the days around a date that does not exist. */
const aroundADay = Array.from({ length: 13 }, (_, i) => i * 300 - 1_440).flatMap((starts) =>
  [60, 540, 1_435].map((length) => lasting(starts, length)),
);

function expectSame(change: Change, hours: readonly Hours[], opinions: readonly (Work | null)[]): void {
  const works = hours.map((each) => work(change, each));
  // A hundred thousand deep comparisons would take minutes.
  if (JSON.stringify(works) === JSON.stringify(opinions)) return;
  for (const [i, each] of hours.entries())
    expect({ ...change, ...each, work: works[i] }).toEqual({ ...change, ...each, work: opinions[i] });
}

describe("every clock change from 2024 to 2032", () => {
  const zones = [...Intl.supportedValuesOf("timeZone"), "America/Nuuk", "Europe/Kyiv", "US/Pacific"];
  /** What was seen in a night, for all nights that differ in nothing but the date and the name of the zone. */
  const nights = new Map<string, (Work | null)[]>();
  let changes = 0;

  function opinionsOn(change: Change): (Work | null)[] {
    const kind = `${change.at % 1_440} ${change.before} ${change.after}`;
    let opinions = nights.get(kind);
    if (!opinions) {
      const shown = watchClock(change, 600);
      nights.set(kind, (opinions = aroundAChange.map((hours) => stayUp(shown, hours))));
    }
    return opinions;
  }

  test.each(zones)("%s", (zone) => {
    for (const change of changesOf(zone, "2024-01-01T00:00Z", "2033-01-01T00:00Z")) {
      expectSame(change, aroundAChange, opinionsOn(change));
      changes++;
    }
  });

  test.each([
    ["half an hour", "Australia/Lord_Howe", "900 660 630"],
    ["winter as the exception", "Europe/Dublin", "60 60 0"],
    ["no midnight", "Africa/Cairo", "1320 120 180"],
    ["thirteen hours ahead", "Pacific/Auckland", "840 720 780"],
  ])("with %s, as in %s", (_, _zone, kind) => expect([...nights.keys()]).toContain(kind));

  test("more than two thousand", () => expect(changes).toBeGreaterThan(2_000));
});

test.each([
  ["Pacific/Apia", "2011-12-01T00:00Z", "2011-12-30T10:00:00.000Z"],
  ["Pacific/Kwajalein", "1993-08-01T00:00Z", "1993-08-21T12:00:00.000Z"],
])("the date that %s skipped", (zone, from, at) => {
  const [change] = changesOf(zone, from, "2012-01-01T00:00Z");
  expect(new Date(change!.at * 60_000).toISOString()).toBe(at);
  const shown = watchClock(change!, 4_000);
  expectSame(
    change!,
    aroundADay,
    aroundADay.map((hours) => stayUp(shown, hours)),
  );
});
