import { setTimeout as sleep } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { DatabaseClock } from "./database-clock.ts";

/** Both stand on one machine; the rest is for a machine that is busy. A clock that is wrong would be so by a day. */
const apartMs = 2_000;
let organization: TestOrganization;
beforeAll(async () => {
  organization = await openTestOrganization();
});
afterEach(() => void vi.useRealTimers());
afterAll(() => organization.close());

type Ask = Parameters<typeof DatabaseClock.open>[0];

async function open(postgres: Ask = organization.postgres, log?: Parameters<typeof DatabaseClock.open>[1]) {
  const clock = await DatabaseClock.open(postgres, log);
  onTestFinished(() => clock.stop());
  return clock;
}

/** How far a clock is from the database's, in ms: at most this, as the answer took so long. */
async function distance(clock: DatabaseClock): Promise<number> {
  const before = clock.now().epochMilliseconds;
  const [row] = await organization.postgres.directory<{ at: Temporal.Instant }>("select clock_timestamp() as at", []);
  const after = clock.now().epochMilliseconds;
  const at = row!.at.epochMilliseconds;
  return Math.max(0, before - at, at - after);
}

/** As when somebody sets this machine's clock; the steady one goes on. */
const setWallClock = (by: { hours: number }) =>
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + by.hours * 3_600_000 });

test.for([24, -24])("is the database's, although this machine's clock is set by %i hours", async (hours) => {
  const clock = await open();
  expect(await distance(clock)).toBeLessThan(apartMs);
  setWallClock({ hours });
  expect(await distance(clock)).toBeLessThan(apartMs);
  expect(await distance(await open())).toBeLessThan(apartMs);
});

test("goes on while the database is away, and never back", async () => {
  let away = false;
  const clock = await open({
    directory: (sql, values) =>
      away ? Promise.reject(new Error("away")) : organization.postgres.directory(sql, values),
  });
  away = true;
  setWallClock({ hours: 24 }); // it wants to ask, and cannot
  const times = [];
  for (let i = 0; i < 20; i++) {
    times.push(clock.now().epochMilliseconds);
    await sleep(2);
  }
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)! - times[0]!).toBeGreaterThan(30);
  expect(await distance(clock)).toBeLessThan(apartMs);
});

test("follows the database's clock where that is set, and says so", async () => {
  const aDay = 24 * 3_600_000;
  let setBy = 0;
  const warnings: unknown[] = [];
  const clock = await open(
    {
      directory: async <Row extends object>(sql: Parameters<Ask["directory"]>[0], values: readonly unknown[]) => {
        const [row] = await organization.postgres.directory<{ ms: number }>(sql, values);
        return [{ ms: row!.ms + setBy }] as unknown as Row[];
      },
    },
    { warn: (what: unknown) => void warnings.push(what) },
  );
  const start = clock.now();
  for (const by of [aDay, -aDay]) {
    setBy = by;
    setWallClock({ hours: by / 3_600_000 }); // it notices, and asks
    clock.now();
    await expect.poll(() => warnings.length).toBe(by > 0 ? 1 : 2);
    const days = Math.round(clock.now().since(start).total("days"));
    expect(days).toBe(Math.sign(by));
  }
  expect(warnings.map((said) => Math.round((said as { ms: number }).ms / aDay))).toEqual([1, -2]);
});
