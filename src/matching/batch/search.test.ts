import loadHighs, { type Highs } from "highs";
import { beforeAll, describe, expect, it } from "vitest";
import { costOfBestPlan } from "../../../test/matching/best-plan.ts";
import { brokenRules } from "../../../test/matching/broken-rules.ts";
import { madeUpClinic } from "../../../test/matching/made-up-clinic.ts";
import { pattern } from "../../../test/matching/wanted.ts";
import { solutionCost } from "../costs.ts";
import type { Problem } from "../problem.ts";
import { placeSeries } from "../series.ts";
import { boardOf } from "./board.ts";
import { CheapestSeries } from "./cheapest-series.ts";
import { searchBatch } from "./search.ts";

/** A clock that only counts how often it is asked: the limit never bites. */
const search = (problem: Problem, seed = 1) => searchBatch(problem, { timeLimitMs: 60_000, seed, clock: () => 0 });

const small = (seed: number) =>
  madeUpClinic({
    seed,
    requests: 3 + (seed % 4),
    sessions: 1 + (seed % 3),
    practitioners: 1 + ((seed >> 1) % 2),
    services: 1 + (seed % 2),
    rooms: 1 + (seed % 2),
    weeks: 2,
    begins: 1,
    booked: seed % 3 === 2 ? 0.95 : 0.9,
    slots: seed % 4 === 0 ? 30 : 60,
  });

describe("small problems", () => {
  let highs: Highs;
  beforeAll(async () => {
    highs = await loadHighs();
  });

  it("are placed as well as can be, and this is proved, for a hundred of them", { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= 100; seed++) {
      const problem = small(seed);
      const best = costOfBestPlan(highs, problem);
      const solution = await search(problem);
      expect(brokenRules(problem, solution.placed), `seed ${seed}`).toEqual([]);
      expect(solution.objective, `seed ${seed}`).toBe(solutionCost(problem, solution.placed));
      expect(solution, `seed ${seed}`).toMatchObject({ objective: best, bound: best, optimal: true });
      for (const { bound, objective } of solution.curve) {
        expect(bound, `seed ${seed}`).toBeLessThanOrEqual(best);
        expect(objective, `seed ${seed}`).toBeGreaterThanOrEqual(best);
      }
    }
  });
});

describe("larger problems", () => {
  const clinic = (requests: number, practitioners: number, seed: number) =>
    madeUpClinic({ seed, requests, sessions: 4, practitioners, weeks: 8 });

  it("keep every rule, and are no worse than the greedy start", async () => {
    for (let seed = 1; seed <= 4; seed++) {
      const problem = clinic(30, 3, seed);
      const { placed, objective, bound, greedy, optimal } = await search(problem);
      expect(brokenRules(problem, placed)).toEqual([]);
      expect(objective).toBe(solutionCost(problem, placed));
      expect(bound).toBeLessThanOrEqual(objective);
      expect(objective).toBeLessThanOrEqual(greedy);
      expect(optimal).toBe(bound === objective);
    }
  });

  it("are placed the same way each time", async () => {
    const problem = clinic(15, 2, 7);
    expect(await search(problem)).toEqual(await search(problem));
  });

  it("stop at the time limit also where a proof would take hours", { timeout: 60_000 }, async () => {
    const wishes = { patterns: [pattern({ weekday: 2, startMinute: 600 })], preferredDaysBetween: 7, busy: [] };
    const { requests, ...rest } = madeUpClinic({ seed: 1, requests: 10, sessions: 20, practitioners: 2, weeks: 70 });
    const longest = { minDaysBetween: 1, maxDaysBetween: null, latestDay: requests[0]!.earliestDay + 480 };
    const alike = requests.map((one) => ({ ...one, ...wishes, ...longest, earliestDay: requests[0]!.earliestDay }));
    const began = performance.now();
    const clock = () => performance.now() - began;
    const solution = await searchBatch({ ...rest, requests: alike }, { timeLimitMs: 3_000, clock });
    expect(clock()).toBeLessThan(20_000);
    expect(solution.optimal).toBe(false);
  });

  it("stop at the time limit with what there is", async () => {
    const problem = clinic(60, 4, 3);
    let now = 0;
    const { placed, bound, objective } = await searchBatch(problem, { timeLimitMs: 40, clock: () => now++ });
    expect(brokenRules(problem, placed)).toEqual([]);
    expect(bound).toBeLessThanOrEqual(objective);
  });
});

it("finds the series that placing one request finds", () => {
  const problem = madeUpClinic({ seed: 5, requests: 40, sessions: 5, practitioners: 4, weeks: 9 });
  const requests = problem.requests.map((demand, i) => {
    const odd = i % 4;
    return {
      ...demand,
      maxDaysBetween: odd === 1 ? null : demand.maxDaysBetween,
      fixedDays:
        odd === 2 ? [demand.earliestDay + 3, demand.earliestDay + 21] : odd === 3 ? [demand.earliestDay - 4] : [],
      fixedPractitionerIds: odd === 2 ? ["p1", undefined] : odd === 3 ? ["p0"] : [],
    };
  });
  const board = boardOf({ ...problem, requests });
  const series = new CheapestSeries(board, new Float64Array(board.starts));
  for (const ask of board.asks) {
    series.find(ask, 0);
    const placed = placeSeries(board.problem, ask.demand);
    expect(series.cost, `request ${ask.at}`).toBe(solutionCost({ ...problem, requests: [ask.demand] }, [placed]));
  }
});

describe("nothing to place", () => {
  const problem = madeUpClinic({ seed: 2, requests: 4, sessions: 2, practitioners: 2, weeks: 4 });

  it("is placed at no cost", async () => {
    const nothing = { objective: 0, bound: 0, optimal: true, placed: [] };
    expect(await search({ ...problem, requests: [] })).toMatchObject(nothing);
    expect(await search({ ...problem, requests: [], offerings: [], resources: [] })).toMatchObject(nothing);
  });

  it("leaves out what nobody offers, and says that this is the best", async () => {
    const requests = problem.requests.map((demand) => ({ ...demand, offerings: [], priority: 1 }));
    const answer = await search({ ...problem, requests });
    expect(answer).toMatchObject({ placed: [[], [], [], []], objective: 16_000, bound: 16_000, optimal: true });
  });
});
