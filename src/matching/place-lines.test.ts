import loadHighs from "highs";
import { expect, test } from "vitest";
import { costOfBestPlan } from "../../test/matching/best-plan.ts";
import { brokenRules } from "../../test/matching/broken-rules.ts";
import { madeUpClinic } from "../../test/matching/made-up-clinic.ts";
import { demand, monday } from "../../test/matching/wanted.ts";
import { solutionCost } from "./costs.ts";
import { placeInTurn } from "./place-in-turn.ts";
import { placeLines } from "./place-lines.ts";
import { type Demand, type Offering, type Placed, type Problem, usualWeights } from "./problem.ts";

const nothing: ReadonlySet<string> = new Set();

/** At ten on these days, counted from Monday. */
const atTen = (days: readonly number[]): Offering => ({
  serviceId: "s",
  clinicId: "here",
  practitionerId: "a",
  durationMinutes: 30,
  starts: Int32Array.from(days, (day) => (monday + day) * 1440 + 600),
  days: Int32Array.from(days, (day) => monday + day),
  minutes: Int16Array.from(days, () => 600),
  needs: [],
});

const daysOf = ({ offerings }: Problem, placed: readonly (readonly Placed[])[]): number[][] =>
  placed.map((line) => line.map(({ offering, start }) => offerings[offering]!.days[start]! - monday));

test("a line that could be on any day leaves another its only one", async () => {
  const anyDay = demand({ requestId: "any", ticketIds: ["t1"], offerings: [0] });
  const onlyMonday = demand({ requestId: "monday", ticketIds: ["t2"], offerings: [0], latestDay: monday });
  const problem = { requests: [anyDay, onlyMonday], offerings: [atTen([0, 1])], resources: [], weights: usualWeights };
  expect(daysOf(problem, placeInTurn(problem, nothing))).toEqual([[0], []]);
  expect(daysOf(problem, await placeLines(problem, nothing))).toEqual([[1], [0]]);
});

const sum = (placed: readonly (readonly Placed[])[]) => placed.flat().reduce((total, { cost }) => total + cost, 0);

test("it never places fewer sessions than line after line, nor as many for more, and keeps every rule", async () => {
  const gained = { sessions: 0, points: 0 };
  for (let seed = 1; seed <= 150; seed++) {
    const size = { seed, requests: 2 + (seed % 3), sessions: 4, practitioners: 2, weeks: 4, booked: 0.85, services: 3 };
    const made = madeUpClinic(size);
    const requests = made.requests.map((one) => ({ ...one, patientId: "p", latestDay: one.earliestDay + 20 }));
    const problem = { ...made, requests };
    const inTurn = placeInTurn(problem, nothing);
    const placed = await placeLines(problem, nothing);
    expect(brokenRules(problem, placed)).toEqual([]);
    const more = placed.flat().length - inTurn.flat().length;
    expect(more).toBeGreaterThanOrEqual(0);
    if (more === 0) expect(sum(placed)).toBeLessThanOrEqual(sum(inTurn));
    gained.sessions += more;
    if (more === 0) gained.points += sum(inTurn) - sum(placed);
  }
  // Else nothing would have been tried.
  expect([gained.sessions > 0, gained.points > 0]).toEqual([true, true]);
});

/** Two to four lines of a patient who wants all of them at the same hours of a clinic that is nearly full. */
function narrowContract(seed: number): Problem {
  const made = madeUpClinic({
    seed,
    requests: 2 + (seed % 3),
    sessions: 2,
    practitioners: 1 + (seed % 2),
    rooms: 1 + (seed % 2),
    services: 2,
    weeks: 2,
    begins: 1,
    booked: 0.93,
    slots: 60,
  });
  const [{ earliestDay, patterns }] = made.requests as [Demand];
  const days = { earliestDay, minDaysBetween: 1 + (seed % 4), maxDaysBetween: seed % 2 === 1 ? 7 : 3 };
  const wished = seed % 3 === 0 ? {} : { patterns };
  const requests = made.requests.map((one) => ({ ...one, ...days, ...wished, patientId: "p", priority: 0 }));
  // Nothing is worth a session.
  return { ...made, requests, weights: { ...usualWeights, unplaced: 100_000 } };
}

test("no way of placing them is better, for small contracts", { timeout: 120_000 }, async () => {
  const highs = await loadHighs();
  const missed = { inTurn: 0, now: 0 };
  for (let seed = 1; seed <= 60; seed++) {
    const problem = narrowContract(seed);
    const best = costOfBestPlan(highs, problem);
    const cost = solutionCost(problem, await placeLines(problem, nothing));
    expect(cost - best, `seed ${seed}`).toBeGreaterThanOrEqual(0);
    expect(cost - best, `seed ${seed}`).toBeLessThan(10);
    if (cost > best) missed.now++;
    if (solutionCost(problem, placeInTurn(problem, nothing)) > best) missed.inTurn++;
  }
  // With four lines that clash everywhere the search gives up before it has seen all.
  expect(missed.now).toBeLessThanOrEqual(2);
  expect(missed.inTurn).toBeGreaterThan(20);
});
