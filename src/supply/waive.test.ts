import { describe, expect, test } from "vitest";
import { placeClaims, type Plan, reasonsAgainst } from "./availability.ts";
import type { TimeException } from "./exceptions.ts";
import { hoursOf } from "./hours.ts";
import type { Claim, Need, ResourceTime } from "./needs.ts";
import type { ReasonCode } from "./reasons.ts";
import { waive } from "./waive.ts";
import type { WeeklyRule } from "./weekly-rule.ts";

/** Monday 2026-11-02 00:00 UTC in epoch minutes; times below are minutes of this day. */
const monday = Date.UTC(2026, 10, 2) / 60_000;
const nine = 540;

const morning: WeeklyRule = {
  id: "morning",
  resourceId: "doctor",
  clinicId: "clinic",
  serviceId: null,
  roomId: null,
  weekday: 1,
  startMinute: nine,
  endMinute: 720,
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
const closed = (source: TimeException["source"]): TimeException => ({
  id: source,
  kind: "blocked",
  source,
  range: [monday + nine, monday + 600],
  resourceId: "doctor",
  clinicId: null,
  roomId: null,
  serviceId: null,
  reason: null,
  lanes: null,
  slotMinutes: null,
});
const claim = (from: number, to: number, lane = 1): Claim => {
  const range = [monday + from, monday + to] as const;
  return { lane, appointmentId: `${from} ${lane}`, range, lead: range };
};

interface Given {
  rule?: Partial<WeeklyRule>;
  exceptions?: TimeException[];
  claims?: Claim[];
  limits?: Partial<{ now: number; earliest: number; latest: number }>;
  patientBusy?: boolean;
  active?: boolean;
  bufferBefore?: number;
  room?: boolean;
}

function timeOf(
  resourceId: string,
  kind: string,
  { rule, exceptions = [], claims = [], active = true }: Given,
): ResourceTime {
  const rules = kind === "room" ? [] : [{ ...morning, ...rule }];
  const clinicId = kind === "room" ? "clinic" : null;
  const timetable = { resourceId, clinicId, lanes: 1, active, atAnyHour: kind === "room", rules, exceptions };
  const hours = hoursOf(timetable, { clinicId: "clinic", serviceId: "service" }, [monday, monday + 1440]);
  return { resourceId, name: resourceId, kind, hours, claims, expired: [] };
}

/** Twenty minutes with one doctor, in a room where one is asked for. */
function planOf(given: Given): Plan {
  const { limits, patientBusy = false, bufferBefore = 0 } = given;
  const need = (one: Need["need"], candidate: string): Need => ({
    need: one,
    candidates: [candidate],
    starts: 0,
    ends: 20,
    bufferBefore,
    bufferAfter: 0,
    shareable: false,
  });
  const doctor = timeOf("doctor", "practitioner", given);
  const inMinutes = { now: 0, earliest: 0, latest: 1440, ...limits };
  return {
    durationMinutes: 20,
    needs: [need("practitioner", "doctor"), ...(given.room ? [need("resource", "room")] : [])],
    resources: new Map([
      ["doctor", doctor],
      ["room", timeOf("room", "room", {})],
    ]),
    limits: {
      now: monday + inMinutes.now,
      earliest: monday + inMinutes.earliest,
      latest: monday + inMinutes.latest,
    },
    patientBusy: patientBusy ? [{ range: [monday + nine, monday + 560], appointmentId: "own" }] : [],
  };
}

const waivable: ReasonCode[] = [
  "notice_too_short",
  "beyond_horizon",
  "outside_hours",
  "break",
  "blocked",
  "holiday",
  "time_off",
  "closed_to_service",
  "other_clinic",
  "other_room",
  "claimed",
  "buffer",
  "patient_busy",
];

/** What each rule alone stands against, and when. */
const cases: [ReasonCode, Given, number][] = [
  ["notice_too_short", { limits: { earliest: 600 } }, nine],
  ["beyond_horizon", { limits: { latest: nine } }, nine],
  ["outside_hours", {}, 480],
  ["break", { rule: { breaks: [{ startMinute: nine, endMinute: 560, label: null }] } }, nine],
  ["blocked", { exceptions: [closed("manual")] }, nine],
  ["holiday", { exceptions: [closed("holiday")] }, nine],
  ["time_off", { exceptions: [closed("time_off")] }, nine],
  ["closed_to_service", { rule: { serviceId: "another" } }, nine],
  ["other_clinic", { rule: { clinicId: "another" } }, nine],
  ["other_room", { rule: { roomId: "another" }, room: true }, nine],
  ["claimed", { claims: [claim(nine, 560)] }, nine],
  ["buffer", { claims: [claim(500, nine)], bufferBefore: 10 }, nine],
  ["patient_busy", { patientBusy: true }, nine],
];
const codes = (plan: Plan, start: number) => reasonsAgainst(plan, start).map(({ code }) => code);

describe.each(cases)("%s", (rule, given, minute) => {
  const plan = planOf(given);
  const start = monday + minute;

  test("is opened by its own name alone", () => {
    expect(codes(plan, start)).toEqual([rule]);
    const freed = waive(plan, start, new Set([rule]));
    expect(codes(freed, start)).toEqual([]);
    expect(placeClaims(freed, start)).toHaveLength(plan.needs.length);
  });

  test("binds whatever else is waived", () => {
    const others = new Set(waivable.filter((other) => other !== rule));
    expect(codes(waive(plan, start, others), start)).toEqual([rule]);
  });

  test("binds when nothing is waived", () => expect(waive(plan, start, new Set())).toBe(plan));
});

test.each<[ReasonCode, Given]>([
  ["in_the_past", { limits: { now: 600, earliest: 600 } }],
  ["session_closed", { exceptions: [{ ...closed("session"), serviceId: "service" }] }],
  ["out_of_service", { active: false }],
])("%s is not waived by anything", (rule, given) => {
  const freed = waive(planOf(given), monday + nine, new Set(waivable));
  expect(codes(freed, monday + nine)).toContain(rule);
});

describe("over another booking", () => {
  const lanesAt = (claims: Claim[], lanes = 1) => {
    const plan = waive(planOf({ claims, rule: { lanes } }), monday + nine, new Set<ReasonCode>(["claimed"]));
    return placeClaims(plan, monday + nine)?.map(({ lane }) => lane);
  };

  test.each<[string, Claim[], number, number]>([
    ["goes to a lane above the only one", [claim(nine, 560)], 1, 2],
    ["a third to one more", [claim(nine, 560), claim(nine, 560, 2)], 1, 3],
    ["fills a gap that was left", [claim(nine, 560), claim(nine, 560, 3)], 1, 2],
    ["goes above all lanes of the rule", [claim(nine, 560), claim(nine, 560, 2)], 2, 3],
    ["takes a lane that is free as anybody does", [claim(nine, 560)], 2, 2],
    ["adds nothing where nobody is", [claim(600, 620)], 1, 1],
    ["uses again an added lane that is free then", [claim(nine, 560), claim(600, 620, 2)], 1, 2],
  ])("%s", (_, claims, lanes, lane) => expect(lanesAt(claims, lanes)).toEqual([lane]));

  test("is not possible where the first lane does not work", () => {
    const plan = planOf({ claims: [claim(470, 500)] });
    expect(codes(waive(plan, monday + 480, new Set<ReasonCode>(["claimed"])), monday + 480)).toContain("outside_hours");
    const both = waive(plan, monday + 480, new Set<ReasonCode>(["claimed", "outside_hours"]));
    expect(placeClaims(both, monday + 480)?.map(({ lane }) => lane)).toEqual([2]);
  });
});
