import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CrashClinic, openCrashClinic } from "./crash-clinic.ts";
import { bookDay } from "./crash-load.ts";
import { type MoneyLoad, moveMoney } from "./money-load.ts";
import { expectNothing, Random, replayOf, rounds } from "./seed.ts";

/** Six desks receive, give back, void and waive at random, and the server is killed between: every law of money holds at every moment looked at. */
const file = "money";
const kills = rounds(2, 20);
const wishesEach = rounds(60, 600);
let clinic: CrashClinic;
let payments: string[];

beforeAll(async () => {
  clinic = await openCrashClinic(10, 1);
  await bookDay(clinic, 1, { persists: true }).done;
  payments = await clinic.withOwner(async (owner) =>
    (await owner.query<{ id: string }>("select id from payments order by id")).rows.map(({ id }) => id),
  );
}, 120_000);
afterAll(() => clinic.close());

/** The laws while money moves, and the server killed after a share of the answers, again and again. */
async function killAndLook(load: MoneyLoad, random: Random): Promise<{ findings: string[]; looks: number }> {
  const findings: string[] = [];
  let looks = 0;
  const look = async () => {
    findings.push(...(await clinic.brokenLaws()));
    looks++;
  };
  const all = 6 * wishesEach;
  for (let kill = 0; kill < kills; kill++) {
    while (load.answered < (all * (kill + random.next())) / kills && load.findings.length === 0) await sleep(5);
    await look();
    await clinic.end("SIGKILL");
    await clinic.start();
    await look();
  }
  await load.done;
  await look();
  return { findings: [...findings, ...load.findings], looks };
}

describe(`repeat with ${replayOf(file)}`, { timeout: 900_000 }, () => {
  test("random histories of money under kill -9 break no law, and what was acknowledged is there once", async () => {
    expect(payments).toHaveLength(10);
    const load = moveMoney(clinic, payments, wishesEach);
    const { findings, looks } = await killAndLook(load, new Random("money kills"));
    expectNothing(findings, file);
    const stored = await clinic.withOwner(async (owner) => ({
      entries: (await owner.query<{ id: string }>("select id from payment_entries order by id")).rows,
      adjustments: (await owner.query<{ id: string }>("select id from payment_adjustments order by id")).rows,
    }));
    const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);
    expect(load.entries.toSorted()).toEqual(idsOf(stored.entries));
    expect(load.adjustments.toSorted()).toEqual(idsOf(stored.adjustments));
    expect(load.entries.length).toBeGreaterThan(wishesEach);
    console.log(
      `${kills} kills, ${load.answered} answers, ${load.entries.length} entries and ${load.adjustments.length} waivers, laws looked at ${looks} times`,
    );
  });
});
