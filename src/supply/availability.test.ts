import { describe, expect, test } from "vitest";
import { findStarts, type Plan, placeClaims, reasonsAgainst } from "./availability.ts";
import { hoursOf, type Timetable } from "./hours.ts";
import type { Claim, Need, ResourceTime } from "./needs.ts";
import type { Reason } from "./reasons.ts";
import type { WeeklyRule } from "./weekly-rule.ts";

// Monday 2026-11-02 00:00 UTC, in epoch minutes: all times below are minutes of that day.
const day = Date.UTC(2026, 10, 2) / 60_000;

interface Working {
  from: number;
  to: number;
  slot?: number;
  lanes?: number;
  breaks?: { from: number; to: number; label: string | null }[];
}

function claim(lane: number, from: number, to: number, appointmentId: string): Claim {
  const range = [day + from, day + to] as const;
  return { lane, appointmentId, range, lead: range };
}

function timeOf(timetable: Timetable, kind: string, claims: Claim[]): ResourceTime {
  const hours = hoursOf(timetable, { clinicId: "clinic", serviceId: "service" }, [day, day + 1440]);
  return { resourceId: timetable.resourceId, name: timetable.resourceId, kind, hours, claims, expired: [] };
}

function doctor(
  resourceId: string,
  working: Working[],
  claims: { lane?: number; from: number; to: number; of?: string }[] = [],
): ResourceTime {
  const rules = working.map(({ from, to, slot = 20, lanes = 1, breaks = [] }) => ({
    ...mondays,
    resourceId,
    startMinute: from,
    endMinute: to,
    slotMinutes: slot,
    lanes,
    breaks: breaks.map(({ from: startMinute, to: endMinute, label }) => ({ startMinute, endMinute, label })),
  }));
  const taken = claims.map(({ lane = 1, from, to, of = "other" }) => claim(lane, from, to, of));
  return timeOf({ ...plain, resourceId, rules }, "practitioner", taken);
}

const plain = { clinicId: null, lanes: 1, active: true, atAnyHour: false, exceptions: [] };

const mondays: WeeklyRule = {
  id: "rule",
  resourceId: "",
  clinicId: "clinic",
  serviceId: null,
  roomId: null,
  weekday: 1,
  startMinute: 0,
  endMinute: 0,
  timezone: "UTC",
  validFrom: null,
  validTo: null,
  slotMinutes: 20,
  lanes: 1,
  priority: 0,
  bufferBefore: 0,
  bufferAfter: 0,
  label: null,
  breaks: [],
};

const room = (resourceId: string, claims: Claim[] = []): ResourceTime =>
  timeOf({ ...plain, resourceId, clinicId: "clinic", atAnyHour: true, rules: [] }, "room", claims);

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
    need: "practitioner",
    candidates: [resources[0]!.resourceId],
    shareable: false,
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
  reasonsAgainst(given, day + start).map(({ until, resourceName: _, ruleId: __, ...reason }): Reason =>
    until === undefined ? reason : { ...reason, until: until - day },
  );

const need = (resourceId: string, starts: number, ends: number, bufferBefore = 0, bufferAfter = 0): Need => ({
  need: resourceId === "d" ? "practitioner" : "resource",
  candidates: [resourceId],
  shareable: false,
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
      plan([doctor("d", nine), room("r", [claim(1, 545, 555, "x")])], {
        needs: [need("d", 0, 20), need("r", 0, 20)],
      }),
      [560, 580],
    ],
    [
      "a phase needs its own minutes only",
      plan([doctor("d", nine), room("r", [claim(1, 540, 550, "x")])], {
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

test("the buffers of a rule that a higher one covers wholly keep nothing free", () => {
  const hours = { ...mondays, resourceId: "d", startMinute: 540, endMinute: 600 };
  const rules = [
    { ...hours, priority: 1 },
    { ...hours, bufferBefore: 20, bufferAfter: 20 },
  ];
  const time = timeOf({ ...plain, resourceId: "d", rules }, "practitioner", [claim(1, 560, 580, "other")]);
  expect(starts(plan([time]))).toEqual([540, 580]);
});

test("two phases that want the same lane at once are told that it is taken, and get one lane each where there are two", () => {
  const twice = { needs: [need("d", 0, 20), need("d", 10, 20)] };
  const alone = plan([doctor("d", nine)], twice);
  expect(placeClaims(alone, day + 540)).toBeNull();
  expect(reasons(alone, 540)).toEqual([{ code: "claimed", resourceId: "d" }]);
  const pair = plan([doctor("d", [{ from: 540, to: 600, lanes: 2 }])], twice);
  expect(placeClaims(pair, day + 540)?.map(({ lane }) => lane)).toEqual([1, 2]);
  expect(reasons(pair, 540)).toEqual([]);
});
