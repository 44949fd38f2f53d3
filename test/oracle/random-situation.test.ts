import fc from "fast-check";
import { expect, test } from "vitest";
import { isBookable } from "./bookable.ts";
import { questions } from "./random-situation.ts";
import type { Situation } from "./situation.ts";
import { timetableOf } from "./timetable.ts";

const runs = 300;

/** What a random clinic would be without one thing; the thing counts for it when some answer would then be another. */
const without: Record<string, (whole: Situation) => Situation> = {
  priority: (s) => ({ ...s, rules: s.rules.map((rule) => ({ ...rule, priority: 0 })) }),
  "valid dates": (s) => ({ ...s, rules: s.rules.map((rule) => ({ ...rule, validFrom: null, validTo: null })) }),
  breaks: (s) => ({ ...s, rules: s.rules.map((rule) => ({ ...rule, breaks: [] })) }),
  "rules for one service": (s) => ({ ...s, rules: s.rules.map((rule) => ({ ...rule, serviceId: null })) }),
  "rules' buffers": (s) => ({ ...s, rules: s.rules.map((rule) => ({ ...rule, before: 0, after: 0 })) }),
  rooms: (s) => ({ ...s, rules: s.rules.map((rule) => ({ ...rule, roomId: null })) }),
  "more lanes": (s) => ({ ...s, rules: s.rules.map((rule) => ({ ...rule, lanes: 1 })) }),
  "rules' own zones": (s) => ({ ...s, rules: s.rules.map((rule) => ({ ...rule, zone: s.clinics[0]!.zone })) }),
  openings: (s) => ({
    ...s,
    exceptions: s.exceptions.filter(({ kind, resourceId }) => kind === "blocked" || !resourceId),
  }),
  closures: (s) => ({ ...s, exceptions: s.exceptions.filter(({ kind }) => kind !== "blocked") }),
  "lifted closures": (s) => ({
    ...s,
    exceptions: s.exceptions.filter(({ kind, resourceId }) => kind === "blocked" || resourceId),
  }),
  holidays: (s) => ({ ...s, exceptions: s.exceptions.map((one) => ({ ...one, source: "manual" as const })) }),
  "order of creation": (s) => ({ ...s, exceptions: [...s.exceptions].reverse() }),
  claims: (s) => ({ ...s, claims: [] }),
  "buffers of claims": (s) => ({ ...s, claims: s.claims.map((claim) => ({ ...claim, before: 0, after: 0 })) }),
  "shared buffers": (s) => ({ ...s, claims: s.claims.map((claim) => ({ ...claim, shared: false })) }),
  "more than one in a pool": (s) => ({
    ...s,
    pools: s.pools.map((pool) => ({ ...pool, resourceIds: pool.resourceIds.slice(0, 1) })),
  }),
  "more than one phase": (s) => ({
    ...s,
    services: s.services.map((one) => ({ ...one, phases: one.phases.slice(0, 1) })),
  }),
  overrides: (s) => ({ ...s, services: s.services.map((one) => ({ ...one, overrides: [] })) }),
  notice: (s) => ({ ...s, services: s.services.map((one) => ({ ...one, notice: 0 })) }),
  horizon: (s) => ({ ...s, services: s.services.map((one) => ({ ...one, horizonDays: 30 })) }),
  "the patient's own time": (s) => ({ ...s, patientBusy: [] }),
};

test("random clinics are decided by everything that the rules know", { timeout: 120_000 }, () => {
  const decided: Record<string, number> = { "a start that can be booked": 0, "a start that cannot": 0 };
  const count = (what: string, happens: boolean) => (decided[what] = (decided[what] ?? 0) + (happens ? 1 : 0));
  for (const { situation, wishes, minutes } of fc.sample(questions, { numRuns: runs, seed: 14 })) {
    const answersIn = (one: Situation) => {
      const table = timetableOf(one);
      return wishes.flatMap((wish) => minutes.map((minute) => isBookable(table, wish, minute)));
    };
    const answers = answersIn(situation);
    count("a start that can be booked", answers.includes(true));
    count("a start that cannot", answers.includes(false));
    for (const [what, change] of Object.entries(without)) {
      const changed = answersIn(change(situation));
      count(
        what,
        changed.some((answer, i) => answer !== answers[i]),
      );
    }
  }
  const seldom = Object.entries(decided).filter(([, clinics]) => clinics === 0);
  console.log(
    Object.entries(decided)
      .map(([what, clinics]) => `${what}: ${clinics}`)
      .join(", "),
  );
  expect(seldom).toEqual([]);
});
