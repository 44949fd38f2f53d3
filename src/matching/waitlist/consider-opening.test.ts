import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Decision, considerOpening, type FreeFor, type FreeStart, type Opening } from "./consider-opening.ts";
import { rankWaiting, type Waiting } from "./rank-waiting.ts";
import { waitingFor } from "../../../test/waiting-sample.ts";

/** Day 101, from 10:00 to 11:00; times are epoch minutes. */
const ten = 101 * 1440 + 600;
const opening: Opening = {
  clinicId: "clinic",
  practitionerId: "eleni",
  window: [ten, ten + 60],
  days: [101],
  asked: new Set(["asked"]),
  freedBy: "gave-up",
};
const at = (start: number, more: Partial<FreeStart> = {}): FreeStart => {
  const day = Math.floor(start / 1440);
  return { start, end: start + 30, day, minute: start - day * 1440, resources: [], ...more };
};
const free = (starts: FreeFor = [at(ten), at(ten + 30)]): Map<string, FreeFor> => new Map([["service", starts]]);
const dayBefore = ten - 1440;

function decide(waiting: readonly Waiting[], starts = free(), now = dayBefore, of = opening): Decision {
  const decision = considerOpening(of, waiting, starts, now);
  if ("unknownService" in decision) throw new Error("The service should be known here.");
  return decision;
}
const outcome = (more: Partial<Waiting>, starts = free(), now = dayBefore, of = opening) =>
  decide([waitingFor(more)], starts, now, of).considered.map((one) => one.outcome)[0];

describe("one that waits", () => {
  test.each<[string, string, Partial<Waiting>]>([
    ["offered", "takes whatever there is", {}],
    ["offered", "comes from another clinic and may", { clinicId: "other", clinicRequired: false }],
    ["other_clinic_required", "must be elsewhere", { clinicId: "other" }],
    ["offered", "must be with this practitioner", { requiredPractitionerId: "eleni" }],
    ["other_practitioner_required", "must be with another", { requiredPractitionerId: "nikos" }],
    ["declined_before", "was asked", { requestId: "asked" }],
    ["declined_before", "gave this very time up", { patientId: "gave-up" }],
    ["offered", "may from this day on", { earliestDay: 101 }],
    ["outside_dates", "may only later", { earliestDay: 102 }],
    ["offered", "may until this day", { latestDay: 101 }],
    ["outside_dates", "may only earlier", { latestDay: 100 }],
    ["too_near_another_session", "has one on this day", { sessionDays: [101] }],
    ["too_near_another_session", "has one a day too near", { sessionDays: [107], minDaysBetween: 7 }],
    ["offered", "has one just far enough", { sessionDays: [108, 94], minDaysBetween: 7 }],
    ["offered", "has one just near enough", { sessionDays: [91], maxDaysBetween: 10 }],
    ["too_far_from_another_session", "had the last one too long ago", { sessionDays: [90], maxDaysBetween: 10 }],
    ["too_far_from_another_session", "has the next one too late", { sessionDays: [112], maxDaysBetween: 10 }],
    ["offered", "has far ones behind near ones", { sessionDays: [80, 91, 111, 120], maxDaysBetween: 10 }],
    ["offered", "has just enough notice", { noticeMinutes: 1440 + 29 }],
    ["too_little_notice", "needs a minute more", { noticeMinutes: 1440 + 30 }],
    ["too_little_notice", "needs more than there is to the end", { noticeMinutes: 2880 }],
    ["patient_busy", "is elsewhere all the time", { busy: [[ten, ten + 60]] }],
    ["offered", "is elsewhere for half of it", { busy: [[ten, ten + 30]] }],
    ["nothing_free", "needs a bed where there is none", { requiredRoomKind: "bed" }],
    ["has_another_offer", "has one already", { hasOffer: true }],
    ["has_another_offer", "has all of it on offer", { hasOffer: true, ticketId: null }],
    ["patient_busy", "has one already, and could not anyway", { hasOffer: true, busy: [[ten, ten + 60]] }],
  ])("is %s when it %s", (expected, _, more) => expect(outcome(more)).toBe(expected));

  test("needs a service that is given there, and fits", () => {
    expect(outcome({}, free(null))).toBe("service_does_not_fit");
    expect(outcome({}, free([]))).toBe("nothing_free");
  });

  test("takes the room of the kind that it needs", () => {
    const bed = [{ id: "a bed", kind: "bed" }];
    const [first, second] = [at(ten), at(ten + 30, { resources: bed })];
    expect(decide([waitingFor({ requiredRoomKind: "bed" })], free([first, second])).chosen?.at).toBe(second);
  });

  test("is looked at day by day around midnight", () => {
    const midnight = 102 * 1440;
    const over: Opening = { ...opening, window: [midnight - 30, midnight + 30], days: [101, 102] };
    const starts = free([at(midnight - 30), at(midnight)]);
    const only = (more: Partial<Waiting>) => decide([waitingFor(more)], starts, dayBefore, over).chosen?.at.start;
    expect(only({})).toBe(midnight - 30);
    expect(only({ sessionDays: [101] })).toBe(midnight);
    expect(outcome({ sessionDays: [101, 102] }, starts, dayBefore, over)).toBe("too_near_another_session");
    expect(outcome({ sessionDays: [101] }, free([at(midnight - 30)]), dayBefore, over)).toBe("nothing_free");
  });
});

describe("of several starts", () => {
  test("the earliest that leaves notice and finds the patient free", () => {
    const chosen = (more: Partial<Waiting>) => decide([waitingFor(more)]).chosen?.at.start;
    expect(chosen({})).toBe(ten);
    expect(chosen({ noticeMinutes: 1440 })).toBe(ten + 30);
    expect(chosen({ busy: [[ten + 20, ten + 25]] })).toBe(ten + 30);
  });

  test("the one that meets the pattern", () => {
    const half = { weekday: null, startMinute: 630, endMinute: null, practitionerId: null, weight: 100 };
    expect(decide([waitingFor({ patterns: [half] })]).chosen?.at.start).toBe(ten + 30);
  });
});

describe("a list", () => {
  const list = (count: number) => Array.from({ length: count }, (_, i) => waitingFor({ requestId: `r${i}` }));

  test("the first whom it suits is offered it, and those behind came later", () => {
    const [busy, ...others] = list(4);
    const { considered, chosen } = decide([{ ...busy!, busy: [opening.window] }, ...others]);
    expect(considered.map((one) => one.outcome)).toEqual([
      "patient_busy",
      "offered",
      "others_came_first",
      "others_came_first",
    ]);
    expect(chosen?.waiting.requestId).toBe("r1");
  });

  test("nobody is left out, whether somebody takes it or not", () => {
    expect(decide(list(50)).considered).toHaveLength(50);
    expect(decide(list(50), free([])).considered).toHaveLength(50);
  });

  test("a service is looked up only for somebody for whom it matters", () => {
    const elsewhere = waitingFor({ serviceId: "first", clinicId: "other" });
    const here = waitingFor({ serviceId: "second" });
    expect(considerOpening(opening, [elsewhere, here], new Map(), dayBefore)).toEqual({ unknownService: "second" });
  });
});

test("whoever is offered it stands before all others whom it would suit, and the start obeys the rules", () => {
  const days = fc.integer({ min: 96, max: 106 });
  const minute = fc.integer({ min: ten - 30, max: ten + 60 });
  const someone = fc.record({
    requestId: fc.uuid(),
    hasOffer: fc.boolean(),
    earliestDay: days,
    sessionDays: fc.array(days, { maxLength: 2 }),
    minDaysBetween: fc.integer({ min: 1, max: 5 }),
    maxDaysBetween: fc.option(fc.integer({ min: 5, max: 8 })),
    noticeMinutes: fc.integer({ min: 0, max: 1600 }),
    busy: fc.array(
      minute.map((from) => [from, from + 15] as const),
      { maxLength: 2 },
    ),
    priority: fc.integer({ min: 0, max: 2 }),
  });
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 6 }), (people) => {
      const ranked = rankWaiting(people.map((one) => waitingFor(one)));
      const { chosen, considered } = decide(ranked);
      const alone = ranked.filter((one) => decide([one]).chosen !== null);
      expect(chosen?.waiting).toBe(alone[0]);
      expect(considered).toHaveLength(ranked.length);
      if (!chosen) return;
      const { waiting, at: found } = chosen;
      expect(waiting.hasOffer || waiting.earliestDay > 101).toBe(false);
      expect(found.start - waiting.noticeMinutes).toBeGreaterThan(dayBefore);
      expect(waiting.busy.filter(([from, to]) => from < found.end && found.start < to)).toEqual([]);
      expect(waiting.sessionDays.filter((day) => Math.abs(day - 101) < waiting.minDaysBetween)).toEqual([]);
    }),
  );
});
