import { describe, expect, it } from "vitest";
import { demand as wanted, monday, pattern } from "../../test/matching/wanted.ts";
import type { Spot } from "./costs.ts";
import { spotCosts } from "./costs.ts";
import { type Demand, type Offering, type Problem, usualWeights } from "./problem.ts";
import type { Remark } from "./proposal.ts";
import { blind, type Sight } from "./sight.ts";
import { reasonsFor } from "./why.ts";
import { reasonsUnplaced } from "./why-unplaced.ts";

// Times are UTC.
const [nine, ten, two] = [540, 600, 840];

const demand = (over: Partial<Demand> = {}): Demand => wanted({ ticketIds: ["t1", "t2"], ...over });

/** Starts as [day, minute]; each of 30 minutes. */
const offering = (practitionerId: string, starts: [number, number][], clinicId = "here"): Offering => ({
  serviceId: "s",
  clinicId,
  practitionerId,
  durationMinutes: 30,
  starts: Int32Array.from(starts, ([day, minute]) => day * 1440 + minute),
  days: Int32Array.from(starts, ([day]) => day),
  minutes: Int16Array.from(starts, ([, minute]) => minute),
  needs: [],
});

const problem = (offerings: Offering[]): Problem => ({ requests: [], offerings, resources: [], weights: usualWeights });

const mondaysAtTen = pattern({ weekday: 1, startMinute: ten });

/** Each remark as its code and cost, and what else is said of it in the order of the names. */
const said = (remarks: readonly Remark[]) =>
  remarks.map(({ code, cost, because, ...more }) => [
    code,
    cost,
    ...Object.entries(more).map(([name, value]) => `${name} ${String(value)}`),
    ...(because ?? []).map((one) => one.code),
  ]);

/** What session 0 says when it is placed at the first start of the first offering. */
const first = [{ offering: 0, start: 0 }];

describe("what is met and given up", () => {
  const rows: [string, Partial<Demand>, Offering[], unknown[], unknown[]][] = [
    ["nothing is wished", {}, [offering("a", [[monday, ten]])], [["on_time", 0]], []],
    [
      "the pattern is met",
      { patterns: [mondaysAtTen] },
      [offering("a", [[monday, ten]])],
      [
        ["pattern", 0, "weekday 1", "start_local 10:00"],
        ["on_time", 0],
      ],
      [],
    ],
    [
      "the day is another one, three of five parts",
      { patterns: [mondaysAtTen] },
      [offering("a", [[monday + 1, ten]])],
      [],
      [
        ["pattern", 36, "weekday 1", "start_local 10:00"],
        ["on_time", 1, "days 1"],
      ],
    ],
    [
      "a lighter pattern is met for a heavier one",
      { patterns: [mondaysAtTen, pattern({ weekday: 2, weight: 50 })] },
      [offering("a", [[monday + 1, nine]])],
      [["pattern", 0, "weekday 2"]],
      [
        ["pattern", 30, "weekday 1", "start_local 10:00"],
        ["on_time", 1, "days 1"],
      ],
    ],
    [
      "a single pattern that weighs less leaves something to be paid, and is met",
      { patterns: [pattern({ weekday: 1, weight: 80 })] },
      [offering("a", [[monday, nine]])],
      [
        ["pattern", 12, "weekday 1"],
        ["on_time", 0],
      ],
      [],
    ],
    [
      "another practitioner, another clinic",
      { preferredPractitionerId: "b", preferredClinicId: "there" },
      [offering("a", [[monday, ten]])],
      [["on_time", 0]],
      [
        ["practitioner", 40, "practitioner_id b"],
        ["clinic", 80],
      ],
    ],
    [
      "the clinic is only told where there was a choice",
      { preferredPractitionerId: "a" },
      [offering("a", [[monday, ten]]), offering("b", [[monday, ten]], "there")],
      [
        ["practitioner", 0, "practitioner_id a"],
        ["clinic", 0],
        ["on_time", 0],
      ],
      [],
    ],
    [
      "no room of the kind",
      { preferredRoomKind: "bed" },
      [offering("a", [[monday, ten]])],
      [["on_time", 0]],
      [["room_kind", 20]],
    ],
    [
      "after a booked session by somebody else, two days off the wished week, and late by that",
      { fixedDays: [monday - 9], fixedPractitionerIds: ["b"], preferredDaysBetween: 7, earliestDay: monday - 9 },
      [offering("a", [[monday, ten]])],
      [],
      [
        ["continuity", 15, "practitioner_id b"],
        ["on_time", 2, "days 2"],
        ["spacing", 10, "days 2"],
      ],
    ],
    [
      "between two booked sessions it pays for both",
      {
        fixedDays: [monday - 7, monday + 8],
        fixedPractitionerIds: ["a", "b"],
        preferredDaysBetween: 7,
        earliestDay: 0,
      },
      [offering("a", [[monday, ten]])],
      [["on_time", 0]],
      [
        ["continuity", 15, "practitioner_id a"],
        ["spacing", 5, "days 1"],
      ],
    ],
  ];
  it.each(rows)("%s", (_, wished, offerings, met, givenUp) => {
    const one = demand({ offerings: offerings.map((__, i) => i), ...wished });
    const reasons = reasonsFor(problem(offerings), one, first, 0);
    expect(said(reasons.met)).toEqual(met);
    expect(said(reasons.given_up)).toEqual(givenUp);
    const costs = [...reasons.met, ...reasons.given_up].reduce((sum, { cost }) => sum + cost, 0);
    expect(costs, "the parts are the whole").toBe(spotCosts(problem(offerings), one, first)[0]);
  });
});

/** Somebody who knows that this code stands against every start that is not offered. */
const seeing = (code: "time_off" | "claimed" | "outside_hours", over: Partial<Sight> = {}): Sight => ({
  against: (_, { day, minute }) => ({ start: day * 1440 + minute, reasons: [{ code }] }),
  isLeft: () => true,
  ...over,
});

describe("what blocked the better one", () => {
  const tuesday: [number, number] = [monday + 1, ten];
  const patterns = [mondaysAtTen];
  const starts_at = "starts_at 1970-01-05T10:00:00Z";
  const rows: [string, Partial<Demand>, Offering[], Sight, unknown[]][] = [
    ["nobody can say", { patterns }, [offering("a", [tuesday])], blind, []],
    [
      "the practitioner is away on the wished Monday, which would also have been sooner",
      { patterns },
      [offering("a", [tuesday])],
      seeing("time_off"),
      [
        ["pattern", 0, "weekday 1", "start_local 10:00", starts_at, "time_off"],
        ["sooner", 0, starts_at, "time_off"],
      ],
    ],
    [
      "the wished start was free and costs more elsewhere",
      { patterns },
      [offering("a", [tuesday]), offering("b", [[monday, ten]])],
      seeing("time_off"),
      [],
    ],
    [
      "the plan gave it to somebody else",
      { patterns },
      [offering("a", [tuesday]), offering("b", [[monday, ten]])],
      seeing("time_off", { isLeft: (index) => index === 0 }),
      [
        ["pattern", 0, "weekday 1", "start_local 10:00", starts_at, "claimed"],
        ["sooner", 0, starts_at, "claimed"],
      ],
    ],
    [
      "the patient is elsewhere",
      { patterns, busy: [[monday * 1440 + nine, monday * 1440 + ten + 10]] },
      [offering("a", [tuesday]), offering("b", [[monday, ten]])],
      seeing("time_off"),
      [
        ["pattern", 0, "weekday 1", "start_local 10:00", starts_at, "patient_busy"],
        ["sooner", 0, starts_at, "patient_busy"],
      ],
    ],
    [
      "only the session before keeps it from the wished day",
      { patterns, fixedDays: [monday - 4], minDaysBetween: 5, maxDaysBetween: 10, earliestDay: monday - 4 },
      [offering("a", [tuesday])],
      seeing("time_off"),
      [],
    ],
    [
      "late, without any wish for the time",
      {},
      [offering("a", [[monday + 2, two]])],
      seeing("claimed"),
      [["sooner", 0, "starts_at 1970-01-05T14:00:00Z", "claimed"]],
    ],
    ["on time", {}, [offering("a", [[monday, two]])], seeing("claimed"), []],
  ];
  it.each(rows)("%s", (_, wished, offerings, sight, blocked) => {
    const one = demand({ offerings: offerings.map((__, i) => i), ...wished });
    expect(said(reasonsFor(problem(offerings), one, first, 0, sight).blocked)).toEqual(blocked);
  });

  it("says each reason once, without its appointment's patient, and not too many", () => {
    const reasons = Array.from({ length: 20 }, (_, i) => ({ code: "claimed" as const, resourceId: String(i % 8) }));
    const sight: Sight = { ...blind, against: () => ({ start: 0, reasons }) };
    const { blocked } = reasonsFor(
      problem([offering("a", [tuesday])]),
      demand({ patterns, offerings: [0] }),
      first,
      0,
      sight,
    );
    expect(blocked[0]!.because).toHaveLength(5);
    expect(Object.keys(blocked[0]!.because![0]!)).toEqual(["code", "detail", "resource_id", "waivable"]);
  });
});

describe("why nothing was found", () => {
  const open = offering("a", [
    [monday, ten],
    [monday + 1, ten],
  ]);
  const all: [number, number] = [monday * 1440, (monday + 2) * 1440];
  const rows: [string, Partial<Demand>, Offering[], Spot[], Sight, unknown[]][] = [
    ["the dates are over", { latestDay: monday - 1 }, [open], [], blind, ["outside_dates", 1000]],
    [
      "there is something, but after the dates",
      { latestDay: monday + 9 },
      [offering("a", [[monday + 20, ten]])],
      [],
      blind,
      ["outside_dates", 1000],
    ],
    ["nobody offers it", {}, [], [], blind, ["no_supply", 1000]],
    ["nobody works", {}, [], [], seeing("outside_hours"), ["no_supply", 1000, "outside_hours"]],
    ["others have all of it", {}, [], [], seeing("claimed"), ["all_taken", 1000, "claimed"]],
    [
      "the plan's others have all of it",
      {},
      [open],
      [],
      { ...blind, isLeft: () => false },
      ["all_taken", 1000, "claimed"],
    ],
    ["the patient is elsewhere", { busy: [all] }, [open], [], blind, ["patient_busy", 1000, "patient_busy"]],
    ["the other session is too near", { minDaysBetween: 7 }, [open], first, blind, ["spacing_impossible", 1000]],
    [
      "the booked session is too far",
      { maxDaysBetween: 7, fixedDays: [monday + 30] },
      [open],
      [],
      blind,
      ["spacing_impossible", 1000],
    ],
    [
      "it is dear to leave it out",
      { priority: 9, busy: [all] },
      [open],
      [],
      blind,
      ["patient_busy", 10_000, "patient_busy"],
    ],
  ];
  it.each(rows)("%s", (_, wished, offerings, spots, sight, cause) => {
    const one = demand({ offerings: offerings.map((__, i) => i), ...wished });
    expect(said(reasonsUnplaced(problem(offerings), one, spots, sight).blocked)).toEqual([cause]);
  });
});
