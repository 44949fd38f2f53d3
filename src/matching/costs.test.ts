import { describe, expect, it } from "vitest";
import { demand, monday, pattern } from "../../test/matching/wanted.ts";
import {
  continuityCost,
  gapCost,
  lateCost,
  patternCost,
  requestCost,
  solutionCost,
  spotCosts,
  startCost,
  unplacedCost,
} from "./costs.ts";
import { type Demand, type Offering, type Pattern, type Problem, usualWeights } from "./problem.ts";

/** Starts as [day, minute]; each of 30 minutes. */
const offering = (practitionerId: string, starts: [number, number][], over: Partial<Offering> = {}): Offering => ({
  serviceId: "s",
  clinicId: "here",
  practitionerId,
  durationMinutes: 30,
  starts: Int32Array.from(starts, ([day, minute]) => day * 1440 + minute),
  days: Int32Array.from(starts, ([day]) => day),
  minutes: Int16Array.from(starts, ([, minute]) => minute),
  needs: [],
  ...over,
});

const problem = (offerings: Offering[], requests: Demand[] = [demand()], kinds: string[] = []): Problem => ({
  requests,
  offerings,
  resources: kinds.map((kind, i) => ({ resourceId: String(i), kind, lanes: [] })),
  weights: usualWeights,
});

describe("patterns", () => {
  const mondayAtTen = pattern({ weekday: 1, startMinute: 600 });
  const thursdayAfternoon = pattern({ weekday: 4, startMinute: 720, endMinute: 1080, weight: 50 });
  it.each<[string, Pattern[], number, number, string | null, number]>([
    ["none", [], 3, 600, "a", 0],
    ["met in full", [mondayAtTen], 1, 600, "a", 0],
    ["another day: 3 of 5 shares are lost", [mondayAtTen], 2, 600, "a", 36],
    ["an hour late: a quarter of 2 of 5", [mondayAtTen], 1, 660, "a", 6],
    ["two hours early: half of 2 of 5", [mondayAtTen], 1, 480, "a", 12],
    ["four hours late: 2 of 5", [mondayAtTen], 1, 840, "a", 24],
    ["nine hours late: no more than four", [mondayAtTen], 1, 1140, "a", 24],
    ["nothing of it", [mondayAtTen], 2, 1140, "a", 60],
    ["a lighter one met leaves the rest", [thursdayAfternoon], 4, 720, "a", 30],
    ["the last minute of a window", [thursdayAfternoon], 4, 1079, "a", 30],
    ["the end of a window is a minute beside it", [pattern({ startMinute: 720, endMinute: 1080 })], 4, 1080, "a", 0],
    ["an hour after the last minute of a window", [pattern({ startMinute: 720, endMinute: 1080 })], 4, 1139, "a", 15],
    ["the one that leaves the least counts", [thursdayAfternoon, mondayAtTen], 1, 600, "a", 0],
    ["an hour and a minute after the lighter one", [mondayAtTen, thursdayAfternoon], 4, 1140, "a", 33],
    ["a practitioner alone", [pattern({ practitionerId: "a" })], 4, 800, "a", 0],
    ["another practitioner", [pattern({ practitionerId: "a" })], 4, 800, "b", 60],
    ["nobody", [pattern({ practitionerId: "a" })], 4, 800, null, 60],
    ["day met, practitioner not: 1 of 4", [pattern({ weekday: 1, practitionerId: "a" })], 1, 800, "b", 15],
  ])("%s", (_case, patterns, weekday, minute, practitionerId, cost) => {
    expect(patternCost({ patterns }, usualWeights, weekday, minute, practitionerId)).toBe(cost);
  });
});

describe("a start", () => {
  const room = [{ from: 0, to: 30, anyOf: [0] }];
  const either = [{ from: 0, to: 30, anyOf: [0, 1] }];
  it.each<[string, Partial<Demand>, Partial<Offering>, number]>([
    ["as wished", {}, {}, 0],
    ["the preferred practitioner", { preferredPractitionerId: "a" }, {}, 0],
    ["another practitioner", { preferredPractitionerId: "b" }, {}, 40],
    ["another clinic", {}, { clinicId: "there" }, 80],
    ["a room of the kind", { preferredRoomKind: "room" }, { needs: room }, 0],
    ["one of several kinds", { preferredRoomKind: "room" }, { needs: either }, 20],
    ["no room at all", { preferredRoomKind: "room" }, {}, 20],
    [
      "all at once",
      { preferredPractitionerId: "b", preferredRoomKind: "bed" },
      { clinicId: "there", needs: room },
      140,
    ],
    ["with a pattern", { patterns: [pattern({ weekday: 2 })] }, {}, 60],
  ])("%s", (_case, wishes, over, cost) => {
    const one = problem([offering("a", [[monday, 600]], over)], [], ["room", "station"]);
    expect(startCost(one, demand(wishes), 0, 0)).toBe(cost);
  });
});

describe("days", () => {
  it.each<[string, Partial<Demand>, number, number, number]>([
    ["on the earliest day", {}, 1, monday, 0],
    ["two days later", {}, 1, monday + 2, 2],
    ["the second as early as can be", { minDaysBetween: 7 }, 2, monday + 7, 0],
    ["the third a day late", { minDaysBetween: 7 }, 3, monday + 15, 1],
    [
      "the preferred days count where there are some",
      { minDaysBetween: 7, preferredDaysBetween: 10 },
      2,
      monday + 10,
      0,
    ],
    ["earlier than preferred is not late", { minDaysBetween: 7, preferredDaysBetween: 10 }, 2, monday + 8, 0],
  ])("late: %s", (_case, wishes, k, day, cost) => {
    expect(lateCost(demand(wishes), usualWeights, k, day)).toBe(cost);
  });

  it.each([
    [null, 30, 0],
    [7, 7, 0],
    [7, 5, 10],
    [7, 10, 15],
  ])("a gap where %s days are preferred and %s are between costs %s", (preferredDaysBetween, days, cost) => {
    expect(gapCost(demand({ preferredDaysBetween }), usualWeights, days)).toBe(cost);
  });

  it.each<[string | null | undefined, string | null | undefined, number]>([
    ["a", "a", 0],
    ["a", "b", 15],
    [null, null, 0],
    [undefined, "a", 0],
    ["a", undefined, 0],
  ])("%s and then %s costs %s", (before, after, cost) => {
    expect(continuityCost(usualWeights, before, after)).toBe(cost);
  });

  it("a session left out costs by the request's priority", () => {
    expect([0, 9].map((priority) => unplacedCost({ priority }, usualWeights))).toEqual([1000, 10_000]);
  });
});

describe("a whole solution", () => {
  const days: [number, number][] = [0, 7, 9, 20].map((day) => [monday + day, 600]);
  const offerings = [offering("a", days), offering("b", days)];
  const weekly = demand({ minDaysBetween: 2, preferredDaysBetween: 7 });

  it("adds starts, lateness, gaps and continuity", () => {
    const spots = [
      { offering: 0, start: 0 },
      { offering: 1, start: 1 },
      { offering: 1, start: 3 },
    ];
    // Another practitioner; then 6 days more than preferred, and 6 days late.
    expect(spotCosts(problem(offerings), weekly, spots)).toEqual([0, 15, 36]);
    expect(requestCost(problem(offerings), weekly, spots)).toBe(51);
  });

  it("does not mind in which order they come, and counts what is left out", () => {
    const spots = [
      { offering: 0, start: 1 },
      { offering: 0, start: 0 },
    ];
    expect(requestCost(problem(offerings), weekly, spots)).toBe(1000);
    expect(requestCost(problem(offerings), weekly, [])).toBe(3000);
  });

  it("counts what is booked already, also after it", () => {
    const booked = demand({
      preferredDaysBetween: 7,
      ticketIds: ["t"],
      fixedDays: [monday + 14, monday],
      fixedPractitionerIds: ["a", "b"],
    });
    const one = problem(offerings, [booked]);
    // To the session before: 9 days and from b to a. To the one after: 5 days. The second session, 2 days late.
    expect(spotCosts(one, booked, [{ offering: 0, start: 2 }])).toEqual([10 + 15 + 10 + 2]);
    expect(solutionCost(one, [[{ offering: 0, start: 2 }]])).toBe(37);
  });
});
