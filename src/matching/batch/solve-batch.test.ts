import { expect, it } from "vitest";
import { brokenRules } from "../../../test/matching/broken-rules.ts";
import { madeUpClinic } from "../../../test/matching/made-up-clinic.ts";
import { solveBatch } from "./solve-batch.ts";

const clinic = (requests: number) => madeUpClinic({ seed: 3, requests, sessions: 4, practitioners: 6, weeks: 12 });

it("answers from a thread of its own, and tells how it goes", async () => {
  const problem = clinic(20);
  const told: number[] = [];
  const solution = await solveBatch(problem, { timeLimitMs: 3000, onProgress: ({ bound }) => told.push(bound) });
  expect(brokenRules(problem, solution.placed)).toEqual([]);
  expect(told).toEqual(solution.curve.map(({ bound }) => bound));
});

it("answers the same each time, whichever thread is ahead", async () => {
  const problem = clinic(60);
  const [one, other] = [
    await solveBatch(problem, { timeLimitMs: 60_000 }),
    await solveBatch(problem, { timeLimitMs: 60_000 }),
  ];
  expect(other).toEqual({ ...one, curve: other.curve });
});

it("is over when it is cancelled, long before its time, and does not begin when that was before", async () => {
  const cancel = new AbortController();
  const reason = new Error("not any more");
  const { signal } = cancel;
  let since = 0;
  const onProgress = (): void => {
    since ||= performance.now();
    cancel.abort(reason);
  };
  await expect(solveBatch(clinic(400), { timeLimitMs: 60_000, signal, onProgress })).rejects.toBe(reason);
  expect(performance.now() - since).toBeLessThan(20_000);
  await expect(solveBatch(clinic(1), { timeLimitMs: 1000, signal })).rejects.toBe(reason);
});

it("places five thousand requests within its memory", { timeout: 120_000 }, async () => {
  const problem = madeUpClinic({ seed: 4, requests: 5000, sessions: 2, practitioners: 20, weeks: 12 });
  const { placed, bound, objective } = await solveBatch(problem, { timeLimitMs: 5000 });
  expect(placed).toHaveLength(5000);
  expect(bound).toBeLessThanOrEqual(objective);
});
