import { describe, expect, test } from "vitest";
import { isBookable } from "./bookable.ts";
import { standTogether } from "./claims.ts";
import { offeredStarts } from "./offered.ts";
import { lanesOpen, type Question } from "./open.ts";
import type { Claim, Exception, Resource, Rule, Service, Situation } from "./situation.ts";
import { timetableOf } from "./timetable.ts";

/** Each sentence of docs/adr/0014-how-rules-and-exceptions-combine.md, as one table of it. Monday 2026-11-02 in UTC, in hours. */
const day = Date.UTC(2026, 10, 2) / 60_000;
const at = (hour: number) => day + hour * 60;

const clock = (hour: number) => new Date((hour % 24) * 3_600_000).toISOString().slice(11, 16);

const rule = (from: number, to: number, given: Partial<Rule> = {}): Rule => ({
  id: "rule",
  resourceId: "doctor",
  clinicId: "here",
  weekday: 1,
  start: clock(from),
  end: clock(to),
  zone: "UTC",
  validFrom: null,
  validTo: null,
  slotMinutes: 30,
  lanes: 1,
  priority: 0,
  serviceId: null,
  roomId: null,
  before: 0,
  after: 0,
  breaks: [],
  ...given,
});

const exception = (kind: Exception["kind"], from: number, to: number, given: Partial<Exception> = {}): Exception => ({
  id: "exception",
  kind,
  source: "manual",
  resourceId: null,
  clinicId: null,
  serviceId: null,
  roomId: null,
  starts: at(from),
  ends: at(to),
  lanes: null,
  slotMinutes: null,
  ...given,
});
const blocked = (from: number, to: number, given: Partial<Exception> = {}) => exception("blocked", from, to, given);
const available = (from: number, to: number, given: Partial<Exception> = {}) => exception("available", from, to, given);
const opening = (from: number, to: number, given: Partial<Exception> = {}) =>
  available(from, to, { resourceId: "doctor", clinicId: "here", lanes: 1, slotMinutes: 30, ...given });

const thing = (id: string, kind: Resource["kind"], given: Partial<Resource> = {}): Resource => ({
  id,
  name: id,
  kind,
  lanes: 1,
  clinicIds: ["here"],
  retired: false,
  ...given,
});

const service = (given: Partial<Service> = {}): Service => ({
  id: "visit",
  duration: 60,
  before: 0,
  after: 0,
  shared: false,
  notice: 0,
  horizonDays: 30,
  clinicIds: ["here"],
  practitionerIds: ["doctor"],
  overrides: [],
  phases: [{ starts: 0, ends: 60, need: "practitioner" }],
  ...given,
});

const claim = (resourceId: string, from: number, to: number, given: Partial<Claim> = {}): Claim => ({
  appointmentId: "other",
  resourceId,
  lane: 1,
  starts: at(from),
  ends: at(to),
  before: 0,
  after: 0,
  shared: false,
  ...given,
});

const doctor = thing("doctor", "practitioner", { clinicIds: ["here", "there"] });
const room = thing("room", "room");
const annex = thing("annex", "room");
const bed = thing("bed", "bed", { lanes: 2 });

const situation = (given: Partial<Situation>): Situation => ({
  now: at(0),
  from: "2026-11-02",
  days: 1,
  clinics: [
    { id: "here", zone: "UTC" },
    { id: "there", zone: "UTC" },
  ],
  resources: [doctor, room, annex, bed],
  rules: [],
  exceptions: [],
  pools: [{ id: "rooms", clinicId: "here", resourceIds: ["annex", "room"] }],
  services: [service()],
  claims: [],
  patientBusy: [],
  ...given,
});

const visitHere: Question = { serviceId: "visit", clinicId: "here" };

/** The hours of the day in which at least so many lanes are open, as `[from, to]`. */
function hours(given: Partial<Situation>, { of = doctor, asked = visitHere, lanes = 1 } = {}): number[][] {
  const table = timetableOf(situation(given));
  const open = Array.from({ length: 1440 }, (_, minute) => lanesOpen(table, of, asked, day + minute) >= lanes);
  const edges = [...open, false].flatMap((now, i) => (now === (open[i - 1] ?? false) ? [] : [i / 60]));
  return edges.flatMap((from, i) => (i % 2 === 0 ? [[from, edges[i + 1]!]] : []));
}

const lunch = { breaks: [{ start: "12:00", end: "13:00" }] };

describe("time is open", () => {
  test.each<[string, Partial<Situation>, number[][]]>([
    [
      "in a rule's window, but for its breaks",
      { rules: [rule(9, 17, lunch)] },
      [
        [9, 12],
        [13, 17],
      ],
    ],
    [
      "past midnight",
      { rules: [rule(22, 2, { weekday: 7 }), rule(23, 2)] },
      [
        [0, 2],
        [23, 24],
      ],
    ],
    [
      "on dates within the rule's own",
      { rules: [rule(9, 10, { validTo: "2026-11-02" }), rule(11, 12, { validFrom: "2026-11-03" })] },
      [[9, 10]],
    ],
    ["in the rule's own zone", { rules: [rule(9, 10, { zone: "Europe/Athens" })] }, [[7, 8]]],
    [
      "where the higher rule governs, whatever it is for",
      {
        rules: [
          rule(9, 17),
          rule(10, 11, { priority: 1, serviceId: "other" }),
          rule(12, 13, { priority: 1, clinicId: "there" }),
        ],
      },
      [
        [9, 10],
        [11, 12],
        [13, 17],
      ],
    ],
    [
      "not in the higher rule's break",
      { rules: [rule(9, 17), rule(11, 14, { priority: 1, ...lunch })] },
      [
        [9, 12],
        [13, 17],
      ],
    ],
    [
      "in a lower rule's break where a higher one governs",
      { rules: [rule(9, 17, lunch), rule(11, 14, { priority: 1 })] },
      [[9, 17]],
    ],
    ["where any of equal rules opens it", { rules: [rule(9, 14, lunch), rule(12, 17)] }, [[9, 17]]],
    [
      "for the service of the rule",
      { rules: [rule(9, 10, { serviceId: "visit" }), rule(11, 12, { serviceId: "other" })] },
      [[9, 10]],
    ],
    [
      "where nothing blocks it",
      {
        rules: [rule(9, 17)],
        exceptions: [blocked(10, 11), blocked(12, 13, { clinicId: "there" }), blocked(14, 15, { serviceId: "other" })],
      },
      [
        [9, 10],
        [11, 17],
      ],
    ],
    [
      "where its room is not blocked",
      { rules: [rule(9, 12, { roomId: "room" }), rule(13, 15)], exceptions: [blocked(10, 14, { roomId: "room" })] },
      [
        [9, 10],
        [13, 15],
      ],
    ],
    [
      "again where a later availability lifts the block, and nothing more",
      { rules: [rule(9, 12)], exceptions: [blocked(9, 12), available(11, 14)] },
      [[11, 12]],
    ],
    [
      "not where a later block covers an availability",
      { rules: [rule(9, 12)], exceptions: [available(9, 12), blocked(10, 11)] },
      [
        [9, 10],
        [11, 12],
      ],
    ],
    [
      "where any availability meets a holiday",
      { rules: [rule(9, 12)], exceptions: [available(10, 11), blocked(0, 24, { source: "holiday" })] },
      [[10, 11]],
    ],
    [
      "where somebody opened it, whatever governs",
      { rules: [rule(9, 12, { priority: 9, serviceId: "other" })], exceptions: [opening(11, 13)] },
      [[11, 13]],
    ],
    [
      "but not at another clinic or for another service",
      { exceptions: [opening(9, 10, { clinicId: "there" }), opening(11, 12, { serviceId: "other" })] },
      [],
    ],
    ["until a later block covers an opening", { exceptions: [opening(9, 12), blocked(11, 13)] }, [[9, 11]]],
    ["never without rules and openings", {}, []],
  ])("%s", (_, given, expected) => {
    expect(hours(given)).toEqual(expected);
  });

  test("in a lane when a governing window has so many", () => {
    const rules = [rule(9, 12, { lanes: 2 }), rule(11, 13), rule(10, 11, { priority: 1 })];
    expect(hours({ rules }, { lanes: 2 })).toEqual([
      [9, 10],
      [11, 12],
    ]);
  });

  test("for any service and clinic when it is for one: then only what names no service blocks, and all opens", () => {
    const rules = [rule(9, 10, { serviceId: "other" }), rule(10, 12, { clinicId: "there" })];
    const exceptions = [
      blocked(9, 12, { serviceId: "other" }),
      blocked(9, 12),
      available(9, 11, { serviceId: "other" }),
    ];
    expect(hours({ rules, exceptions }, { asked: { serviceId: null, clinicId: null } })).toEqual([[9, 11]]);
  });

  test("at any hour in all lanes of a thing without rules, unless it is blocked, as itself or as a room", () => {
    const exceptions = [
      blocked(9, 10, { resourceId: "bed" }),
      blocked(11, 12, { roomId: "bed" }),
      blocked(13, 14, { roomId: "room" }),
    ];
    expect(hours({ exceptions }, { of: bed, lanes: 2 })).toEqual([
      [0, 9],
      [10, 11],
      [12, 24],
    ]);
    expect(hours({ rules: [rule(9, 10, { resourceId: "bed", weekday: 2 })] }, { of: bed })).toEqual([]);
    expect(hours({}, { of: bed, asked: { ...visitHere, clinicId: "there" } })).toEqual([]);
  });

  test("never once it is retired", () => {
    expect(hours({}, { of: { ...bed, retired: true } })).toEqual([]);
  });
});

test("a boundary that a clock change skips lies at the change, and a window that it swallows is nothing", () => {
  // Athens goes from 03:00 to 04:00, which is 01:00 UTC.
  const night = rule(0, 0, { weekday: 7, zone: "Europe/Athens", start: "02:30", end: "05:00" });
  const table = timetableOf(
    situation({
      from: "2026-03-29",
      rules: [night, { ...night, start: "03:30", end: "06:00" }, { ...night, start: "03:10", end: "03:50" }],
    }),
  );
  const shown = (minute: number) => new Date(minute * 60_000).toISOString().slice(11, 16);
  expect(table.windows.map(({ starts, ends }) => [shown(starts), shown(ends)])).toEqual([
    ["00:30", "02:00"],
    ["01:00", "03:00"],
  ]);
  expect(table.windows[0]!.boundaries.map(shown)).toEqual(["00:30", "01:00", "01:30"]);
});

describe("two claims of a lane keep", () => {
  const first = (given: Partial<Claim>) => claim("doctor", 9, 10, { after: 20, ...given });
  const second = (gap: number, given: Partial<Claim>) => claim("doctor", 10 + gap / 60, 11, { before: 15, ...given });
  test.each<[string, Partial<Claim>, Partial<Claim>, number]>([
    ["the sum of their buffers", {}, {}, 35],
    ["the longer one when both share", { shared: true }, { shared: true }, 20],
    ["the sum when one does not share", { shared: true }, {}, 35],
    ["nothing in different lanes", { lane: 2 }, {}, -60],
  ])("%s", (_, one, other, minutes) => {
    expect(standTogether(first(one), second(minutes, other))).toBe(true);
    expect(standTogether(second(minutes, other), first(one))).toBe(true);
    expect(standTogether(first(one), second(minutes - 1, other))).toBe(minutes < 0);
  });
});

const wish = { serviceId: "visit", clinicId: "here", practitionerId: "doctor" };
const full = { starts: 0, ends: 60 };
const works = rule(9, 12);
const inRoom = service({
  phases: [
    { ...full, need: "practitioner" },
    { ...full, need: "kind", kind: "room" },
  ],
});
const takesBoth = claim("annex", 8, 13);

describe("a start at nine can be booked", () => {
  test.each<[string, Partial<Situation>, boolean]>([
    ["when the practitioner works", { rules: [works] }, true],
    ["not when nobody does", {}, false],
    ["although its buffers lie outside hours", { rules: [works], services: [service({ before: 60 })] }, true],
    [
      "not when a buffer lies over a claim",
      { rules: [works], services: [service({ before: 10 })], claims: [claim("doctor", 8, 9)] },
      false,
    ],
    [
      "not when a governing rule's buffer does",
      { rules: [rule(9, 12, { before: 10 })], claims: [claim("doctor", 8, 9)] },
      false,
    ],
    [
      "when the rule that asks for it is another clinic's",
      { rules: [works, rule(9, 12, { clinicId: "there", before: 10 })], claims: [claim("doctor", 8, 9)] },
      true,
    ],
    ["in a second lane", { rules: [rule(9, 12, { lanes: 2 })], claims: [claim("doctor", 9, 10)] }, true],
    ["with any room of the kind", { rules: [works], services: [inRoom], claims: [takesBoth] }, true],
    [
      "not when all of them are taken",
      { rules: [works], services: [inRoom], claims: [takesBoth, claim("room", 9, 10)] },
      false,
    ],
    [
      "not when the practitioner sits in a room that is taken",
      { rules: [rule(9, 12, { roomId: "annex" })], services: [inRoom], claims: [takesBoth] },
      false,
    ],
    [
      "when one of the windows names no room",
      { rules: [works, rule(9, 12, { roomId: "annex" })], services: [inRoom], claims: [takesBoth] },
      true,
    ],
    [
      "when rooms can be shared out so that all phases are met",
      {
        services: [
          service({
            phases: [
              { ...full, need: "pool", poolId: "rooms" },
              { ...full, need: "resource", resourceId: "annex" },
            ],
          }),
        ],
      },
      true,
    ],
    [
      "not when two phases want the same lane",
      {
        services: [
          service({
            phases: [
              { ...full, need: "resource", resourceId: "annex" },
              { starts: 30, ends: 60, need: "resource", resourceId: "annex" },
            ],
          }),
        ],
      },
      false,
    ],
    ["not in the past", { rules: [works], now: at(9) + 1 }, false],
    ["not without notice", { rules: [works], services: [service({ notice: 541 })] }, false],
    ["with just enough", { rules: [works], services: [service({ notice: 540 })] }, true],
    ["not at the horizon", { rules: [works], services: [service({ horizonDays: 1 })], now: at(-15) }, false],
    ["not when the patient is elsewhere", { rules: [works], patientBusy: [[at(9.5), at(11)]] }, false],
    ["when the patient comes from elsewhere", { rules: [works], patientBusy: [[at(8), at(9)]] }, true],
    [
      "not when this practitioner needs longer than there is",
      {
        rules: [rule(9, 10)],
        services: [service({ overrides: [{ practitionerId: "doctor", duration: 61, before: null, after: null }] })],
      },
      false,
    ],
  ])("%s", (_, given, bookable) => {
    expect(isBookable(timetableOf(situation(given)), wish, at(9))).toBe(bookable);
  });
});

describe("starts are offered", () => {
  const chair = service({ phases: [{ ...full, need: "resource", resourceId: "room" }] });
  test.each<[string, Partial<Situation>, number[]]>([
    ["where slots of the practitioner begin", { rules: [rule(9, 11)] }, [9, 9.5, 10]],
    [
      "while a whole slot fits",
      {
        rules: [rule(9, 10.25)],
        services: [service({ duration: 15, phases: [{ starts: 0, ends: 15, need: "practitioner" }] })],
      },
      [9, 9.5],
    ],
    ["where the window governs", { rules: [rule(9, 11), rule(9.75, 11, { priority: 1 })] }, [9, 9.5, 9.75]],
    ["where slots of an opening begin", { exceptions: [opening(9.25, 10.75)] }, [9.25, 9.75]],
    [
      "so that the practitioner's phase begins with the slot",
      { rules: [rule(9, 11)], services: [service({ phases: [{ starts: 15, ends: 60, need: "practitioner" }] })] },
      [8.75, 9.25, 9.75],
    ],
    [
      "without one, where slots of the first thing with rules begin",
      { services: [chair], rules: [rule(9, 10.5, { resourceId: "room" })] },
      [9, 9.5],
    ],
    [
      "without rules, every quarter of an hour",
      { services: [chair], claims: [claim("room", 1.5, 24)] },
      [0, 0.25, 0.5],
    ],
  ])("%s", (_, given, expected) => {
    const starts = offeredStarts(timetableOf(situation(given)), wish, [at(0), at(24)]);
    expect(starts.map((start) => (start - day) / 60)).toEqual(expected);
  });
});
