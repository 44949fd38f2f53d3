import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CrashClinic, openCrashClinic } from "./crash-clinic.ts";
import { bookDay } from "./crash-load.ts";
import { type MoneyLoad, moveMoney, type Payable } from "./money-load.ts";
import { Rival } from "../rivals.ts";
import { expectNothing, Random, replayOf, rounds } from "./seed.ts";

/** Six desks receive, give back, void, waive and pay bills of three visits at random, and the server is killed between: every law of money holds at every moment looked at. */
const file = "money";
const kills = rounds(2, 20);
const wishesEach = rounds(60, 600);
let clinic: CrashClinic;
let payable: Payable;

beforeAll(async () => {
  clinic = await openCrashClinic(10, 1);
  await bookDay(clinic, 1, { persists: true }).done;
  const tickets = await walkIn(clinic.patients.slice(0, 3), 3);
  payable = await clinic.withOwner(async (owner) => ({
    payments: (await owner.query<{ id: string }>("select id from payments order by id")).rows.map(({ id }) => id),
    tickets,
  }));
}, 240_000);
afterAll(() => clinic.close());

/** Each of the patients comes several times today; the tickets of their days. */
async function walkIn(patients: readonly string[], times: number): Promise<string[]> {
  const desk = new Rival(clinic.server().url, clinic.scene.token);
  const tickets: string[] = [];
  for (const patient_id of patients)
    for (let i = 0; i < times; i++) {
      const wanted = { clinic_id: clinic.scene.clinicId, patient_id, service_id: clinic.service };
      const { body } = await desk.post("/visits", wanted);
      tickets.push((body["visit"] as { visit_ticket_id: string }).visit_ticket_id);
    }
  return [...new Set(tickets)];
}

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

describe(`repeat with ${replayOf(file)}`, { timeout: 2_400_000 }, () => {
  test("random histories of money under kill -9 break no law, and what was acknowledged is there once", async () => {
    expect([payable.payments.length, payable.tickets.length]).toEqual([19, 3]);
    const load = moveMoney(clinic, payable, wishesEach);
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
    expect(load.bills).toBeGreaterThan(0);
    console.log(
      `${kills} kills, ${load.answered} answers, ${load.entries.length} entries and ${load.adjustments.length} waivers, ${load.bills} bills over several payments, laws looked at ${looks} times`,
    );
  });
});
