import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Range } from "../../core/ranges.ts";
import type { Choice } from "./choices.ts";
import { choose } from "./choose.ts";
import { compatible } from "./components.ts";

const always = () => true;
const call = (cost: number): Choice => ({ cost, takes: [], session: null });
const choice = (cost: number, unit: string, from: number, to: number): Choice => {
  const range: Range = [from, to];
  return { cost, takes: [{ unit, range, lead: range }], session: null };
};

/** Every combination, one after another. */
function bruteForce(jobs: readonly (readonly Choice[])[], taken: Choice[] = []): number {
  const [own, ...others] = jobs.slice(taken.length);
  if (!own) return taken.reduce((sum, { cost }) => sum + cost, 0);
  void others;
  return own
    .filter((one) => compatible([...taken, one]))
    .reduce((least, one) => Math.min(least, bruteForce(jobs, [...taken, one])), Infinity);
}

describe("choices for several jobs", () => {
  const units = ["a", "b", "c", "d"];
  const window = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 5 }));
  const take = fc
    .tuple(fc.constantFrom(...units), window, fc.integer({ min: 0, max: 2 }))
    .map(([unit, [from, length], buffer]) => ({
      unit,
      range: [from, from + length + buffer] as const,
      lead: [from - buffer, from + length] as const,
    }));
  const day = fc.option(fc.integer({ min: 0, max: 6 }), { freq: 3 });
  const some = fc.record({
    cost: fc.integer({ min: 0, max: 12 }).map((tens) => tens * 5),
    takes: fc.array(take, { minLength: 1, maxLength: 2 }),
    day,
  });
  const jobs = fc.array(fc.array(some, { maxLength: 5 }), { minLength: 1, maxLength: 6 }).map((all) =>
    all.map((own, rank): Choice[] => [
      ...own.map(({ day: on, ...one }) => ({
        ...one,
        session:
          on === null
            ? null
            : { requestId: "r", rank, day: on, formerDay: rank * 2, minDays: 2, maxDays: rank % 2 ? 3 : null },
      })),
      call(80),
    ]),
  );

  test("cost what the best of all combinations costs, and exclude each other nowhere", async () => {
    await fc.assert(
      fc.asyncProperty(jobs, async (all) => {
        const { picks, cost, bound } = await choose(all, always);
        const chosen = picks.map((pick, job) => all[job]![pick]!);
        expect(compatible(chosen)).toBe(true);
        expect(chosen.reduce((sum, one) => sum + one.cost, 0)).toBe(cost);
        expect([cost, bound]).toEqual([bruteForce(all), cost]);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test("a search that is ended has an answer, and a bound that is one", async () => {
    await fc.assert(
      fc.asyncProperty(jobs, async (all) => {
        const { picks, cost, bound } = await choose(all, () => false);
        expect(compatible(picks.map((pick, job) => all[job]![pick]!))).toBe(true);
        const best = bruteForce(all);
        expect(cost).toBeGreaterThanOrEqual(best);
        expect(bound).toBeLessThanOrEqual(best);
      }),
      { numRuns: 100 },
    );
  });

  test("forty who all want the same few people are placed at once", async () => {
    const starts = Array.from({ length: 60 }, (_, i) => i * 10);
    const all = Array.from({ length: 40 }, (_, job) => [
      ...["x", "y", "z"].flatMap((unit) =>
        starts.map((start) =>
          choice(10 * Math.ceil(Math.abs(start - job * 15) / 60) + (unit === "x" ? 0 : 30), unit, start, start + 20),
        ),
      ),
      call(1000),
    ]);
    const before = process.cpuUsage();
    const { cost, bound } = await choose(all, always);
    expect(bound).toBe(cost);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(3000);
  });
});
