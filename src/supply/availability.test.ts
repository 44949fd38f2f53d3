import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Claim,
  findStarts,
  type Need,
  type Plan,
  placeClaims,
  reasonsAgainst,
  type ResourceTime,
} from "./availability.ts";
import type { Reason } from "./reasons.ts";
import type { WeeklyRule } from "./weekly-rule.ts";

// Monday 2026-11-02 00:00 UTC, in epoch minutes: all times below are minutes of that day.
const day = Date.UTC(2026, 10, 2) / 60_000;

interface Hours {
  from: number;
  to: number;
  slot?: number;
  lanes?: number;
  breaks?: { from: number; to: number; label: string | null }[];
}

function doctor(
  resourceId: string,
  hours: Hours[],
  claims: { lane?: number; from: number; to: number; of?: string }[] = [],
): ResourceTime {
  const windows = hours.map(({ from, to, slot = 20, lanes = 1, breaks = [] }) => {
    const rule: WeeklyRule = {
      id: "rule",
      resourceId,
      clinicId: "clinic",
      weekday: 1,
      startMinute: from,
      endMinute: to,
      timezone: "UTC",
      validFrom: null,
      validTo: null,
      slotMinutes: slot,
      lanes,
      serviceId: null,
      breaks: breaks.map(({ from: startMinute, to: endMinute, label }) => ({ startMinute, endMinute, label })),
    };
    const dated = breaks.map((pause) => ({ range: [day + pause.from, day + pause.to] as const, label: pause.label }));
    return { rule, day: day / 1440, range: [day + from, day + to] as const, breaks: dated };
  });
  const taken = claims.map(({ lane = 1, from, to, of = "other" }): Claim => ({
    lane,
    appointmentId: of,
    range: [day + from, day + to],
  }));
  return { resourceId, lanes: 1, windows, claims: taken };
}

const room = (resourceId: string, claims: Claim[] = []): ResourceTime => ({
  resourceId,
  lanes: 1,
  windows: null,
  claims,
});

function plan(
  resources: ResourceTime[],
  given: {
    minutes?: number;
    needs?: Need[];
    now?: number;
    earliest?: number;
    latest?: number;
    busy?: [number, number][];
  } = {},
): Plan {
  const { minutes = 20, now = 0, earliest = now, latest = 1440, busy = [] } = given;
  const need: Need = {
    resourceId: resources[0]!.resourceId,
    starts: 0,
    ends: minutes,
    bufferBefore: 0,
    bufferAfter: 0,
  };
  return {
    durationMinutes: minutes,
    needs: given.needs ?? [need],
    resources: new Map(resources.map((resource) => [resource.resourceId, resource])),
    limits: { now: day + now, earliest: day + earliest, latest: day + latest },
    patientBusy: busy.map(([from, to]) => ({ range: [day + from, day + to], appointmentId: "mine" })),
  };
}

const starts = (given: Plan) => findStarts(given, [day, day + 1440]).map((start) => start - day);
const reasons = (given: Plan, start: number) =>
  reasonsAgainst(given, day + start).map(({ until, ...reason }): Reason =>
    until === undefined ? reason : { ...reason, until: until - day },
  );

const need = (resourceId: string, starts: number, ends: number, bufferBefore = 0, bufferAfter = 0): Need => ({
  resourceId,
  starts,
  ends,
  bufferBefore,
  bufferAfter,
});
const nine = [{ from: 540, to: 600 }];

describe("offered starts", () => {
  test.each<[string, Plan, number[]]>([
    ["an empty hour", plan([doctor("d", nine)]), [540, 560, 580]],
    ["a neighbour takes its own slot only", plan([doctor("d", nine, [{ from: 560, to: 580 }])]), [540, 580]],
    ["a service longer than a slot starts while it fits", plan([doctor("d", nine)], { minutes: 40 }), [540, 560]],
    ["a service longer than the hours never starts", plan([doctor("d", nine)], { minutes: 61 }), []],
    [
      "a break is not worked",
      plan([doctor("d", [{ from: 540, to: 600, breaks: [{ from: 550, to: 570, label: "tea" }] }])]),
      [580],
    ],
    [
      "two windows that touch are one",
      plan([doctor("d", [...nine, { from: 600, to: 620 }])], { minutes: 40 }),
      [540, 560, 580],
    ],
    [
      "the second lane is free while the first is taken",
      plan([doctor("d", [{ from: 540, to: 580, lanes: 2 }], [{ from: 540, to: 560 }])]),
      [540, 560],
    ],
    [
      "both lanes taken",
      plan([
        doctor(
          "d",
          [{ from: 540, to: 580, lanes: 2 }],
          [
            { from: 540, to: 560 },
            { lane: 2, from: 540, to: 560 },
          ],
        ),
      ]),
      [560],
    ],
    ["notice", plan([doctor("d", nine)], { now: 500, earliest: 550 }), [560, 580]],
    ["the horizon is the first start that is too far", plan([doctor("d", nine)], { latest: 560 }), [540]],
    ["the patient is elsewhere", plan([doctor("d", nine)], { busy: [[550, 560]] }), [560, 580]],
    [
      "a buffer keeps a claim at a distance",
      plan([doctor("d", nine, [{ from: 580, to: 600 }])], { needs: [need("d", 0, 20, 0, 10)] }),
      [540],
    ],
    [
      "a buffer may lie outside hours",
      plan([doctor("d", nine)], { needs: [need("d", 0, 20, 15, 15)] }),
      [540, 560, 580],
    ],
    [
      "a room without hours is always open",
      plan([doctor("d", nine), room("r")], { needs: [need("d", 0, 20), need("r", 0, 20)] }),
      [540, 560, 580],
    ],
    [
      "a room that is taken",
      plan([doctor("d", nine), room("r", [{ lane: 1, appointmentId: "x", range: [day + 545, day + 555] }])], {
        needs: [need("d", 0, 20), need("r", 0, 20)],
      }),
      [560, 580],
    ],
    [
      "a phase needs its own minutes only",
      plan([doctor("d", nine), room("r", [{ lane: 1, appointmentId: "x", range: [day + 540, day + 550] }])], {
        needs: [need("d", 0, 20), need("r", 10, 20)],
      }),
      [540, 560, 580],
    ],
  ])("%s", (_, given, expected) => {
    expect(starts(given)).toEqual(expected);
  });
});

describe("reasons against a start", () => {
  const tea = { from: 540, to: 600, breaks: [{ from: 550, to: 570, label: "tea" }] };
  test.each<[string, Plan, number, Reason[]]>([
    ["none for a free start", plan([doctor("d", nine)]), 540, []],
    ["none for a free start off the slot boundary", plan([doctor("d", nine)]), 547, []],
    [
      "outside hours, until they begin",
      plan([doctor("d", nine)]),
      530,
      [{ code: "outside_hours", resourceId: "d", until: 540 }],
    ],
    ["after the last hours", plan([doctor("d", nine)]), 590, [{ code: "outside_hours", resourceId: "d" }]],
    [
      "a break by its label",
      plan([doctor("d", [tea])]),
      555,
      [{ code: "break", resourceId: "d", label: "tea", until: 570 }],
    ],
    [
      "the claim in the way",
      plan([doctor("d", nine, [{ from: 550, to: 570, of: "x" }])]),
      560,
      [{ code: "claimed", resourceId: "d", appointmentId: "x", until: 570 }],
    ],
    [
      "a buffer in the way",
      plan([doctor("d", nine, [{ from: 560, to: 570, of: "x" }])], { needs: [need("d", 0, 20, 0, 5)] }),
      540,
      [{ code: "buffer", resourceId: "d", appointmentId: "x", until: 570 }],
    ],
    ["the past", plan([doctor("d", nine)], { now: 600 }), 540, [{ code: "in_the_past" }]],
    [
      "notice, until it is enough",
      plan([doctor("d", nine)], { earliest: 560 }),
      540,
      [{ code: "notice_too_short", until: 560 }],
    ],
    ["the horizon", plan([doctor("d", nine)], { latest: 540 }), 540, [{ code: "beyond_horizon" }]],
    [
      "the patient",
      plan([doctor("d", nine)], { busy: [[500, 541]] }),
      540,
      [{ code: "patient_busy", appointmentId: "mine", until: 541 }],
    ],
    [
      "all of them at once",
      plan([doctor("d", nine, [{ from: 500, to: 560, of: "x" }])], { now: 535, busy: [[500, 541]] }),
      530,
      [
        { code: "in_the_past" },
        { code: "patient_busy", appointmentId: "mine", until: 541 },
        { code: "outside_hours", resourceId: "d", until: 540 },
        { code: "claimed", resourceId: "d", appointmentId: "x", until: 560 },
      ],
    ],
  ])("%s", (_, given, start, expected) => {
    expect(reasons(given, start)).toEqual(expected);
  });
});

/** Minutes 540 to 660 of one doctor and one room, with random lanes, breaks, claims and phases. */
const anyPlan = fc
  .record({
    hours: fc.array(
      fc.record({
        from: fc.integer({ min: 535, max: 600 }),
        length: fc.integer({ min: 10, max: 60 }),
        slot: fc.constantFrom(5, 7, 10, 20),
        lanes: fc.integer({ min: 1, max: 2 }),
        pause: fc.integer({ min: 540, max: 650 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    claims: fc.array(
      fc.record({
        lane: fc.integer({ min: 1, max: 2 }),
        from: fc.integer({ min: 530, max: 650 }),
        length: fc.integer({ min: 1, max: 20 }),
      }),
      { maxLength: 4 },
    ),
    roomClaims: fc.array(
      fc.record({ from: fc.integer({ min: 530, max: 650 }), length: fc.integer({ min: 1, max: 20 }) }),
      { maxLength: 3 },
    ),
    minutes: fc.integer({ min: 5, max: 25 }),
    buffer: fc.integer({ min: 0, max: 6 }),
    earliest: fc.integer({ min: 530, max: 560 }),
  })
  .map(({ hours, claims, roomClaims, minutes, buffer, earliest }) =>
    plan(
      [
        doctor(
          "d",
          hours.map(({ from, length, slot, lanes, pause }) => ({
            from,
            to: from + length,
            slot,
            lanes,
            breaks: [{ from: pause, to: pause + 5, label: null }],
          })),
          claims.map(({ lane, from, length }) => ({ lane, from, to: from + length })),
        ),
        room(
          "r",
          roomClaims.map(({ from, length }) => ({
            lane: 1,
            appointmentId: "x",
            range: [day + from, day + from + length] as const,
          })),
        ),
      ],
      { minutes, earliest, needs: [need("d", 0, minutes, buffer, buffer), need("r", 2, minutes)] },
    ),
  );

/** Minute by minute, as a person would check it with a finger on the page. */
function oracle({ needs, resources, limits, patientBusy, durationMinutes }: Plan, start: number): boolean {
  const minutes = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  const within = (minute: number, [from, to]: readonly [number, number]) => minute >= from && minute < to;
  if (start < limits.now || start < limits.earliest || start >= limits.latest) return false;
  if (minutes(start, start + durationMinutes).some((minute) => patientBusy.some(({ range }) => within(minute, range))))
    return false;
  return needs.every(({ resourceId, starts, ends, bufferBefore, bufferAfter }) => {
    const { windows, claims, lanes } = resources.get(resourceId)!;
    const most = windows === null ? lanes : Math.max(...windows.map(({ rule }) => rule.lanes));
    return minutes(1, most + 1).some((lane) => {
      const inLane = (windows ?? []).filter(({ rule }) => rule.lanes >= lane);
      const works = (minute: number) =>
        windows === null ||
        (inLane.some(({ range }) => within(minute, range)) &&
          !inLane.some(({ breaks }) => breaks.some(({ range }) => within(minute, range))));
      const free = (minute: number) => !claims.some((claim) => claim.lane === lane && within(minute, claim.range));
      return (
        minutes(start + starts, start + ends).every(works) &&
        minutes(start + starts - bufferBefore, start + ends + bufferAfter).every(free)
      );
    });
  });
}

test("the evaluator says what a minute-by-minute check says, and its verbs agree", () => {
  fc.assert(
    fc.property(anyPlan, (given) => {
      const offered = new Set(findStarts(given, [day + 520, day + 680]));
      const grid = new Set(
        given.resources
          .get("d")!
          .windows!.flatMap(({ rule, range: [from, to] }) =>
            Array.from({ length: Math.floor((to - from) / rule.slotMinutes) }, (_, i) => from + i * rule.slotMinutes),
          ),
      );
      for (let start = day + 520; start < day + 680; start++) {
        const bookable = oracle(given, start);
        expect(reasonsAgainst(given, start).length === 0).toBe(bookable);
        expect(offered.has(start)).toBe(bookable && grid.has(start));
        if (bookable) expect(placeClaims(given, start)).toHaveLength(2);
      }
    }),
    { numRuns: 150 },
  );
});
