import { afterEach, describe, expect, test } from "vitest";
import { type Arena, openArena } from "../arena.ts";
import { crossing } from "./crossing.ts";
import { histories } from "./histories.ts";
import { rewriteStatement } from "./mutants.ts";
import { type Asked, openPractice, type Practice } from "./practice.ts";
import { race } from "./race.ts";
import { replayOf } from "./seed.ts";
import { patientsOfManyDesks, rivalsForBuffers, rivalsForStarts } from "./wishes.ts";

/** The harnesses are not content with everything: each lock that is taken away, one at a time, is missed by one of them. */
const file = "mutants";
const most = { rounds: 30, histories: 20 };
let arena: Arena;

afterEach(() => arena.close());

type Wishes = (practice: Practice, count: number) => Promise<Asked[][]>;

async function raceWith(wishes: Wishes, size: Parameters<typeof openPractice>[1]) {
  const practice = await openPractice(arena, size);
  return await race(arena, practice, await wishes(practice, most.rounds), { untilFound: true });
}

const starts = () => raceWith(rivalsForStarts, { doctors: 4, rooms: 3, machines: 3, patients: 50 });
const buffers = () => raceWith(rivalsForBuffers, { doctors: 1, patients: 20 });
const patients = () => raceWith(patientsOfManyDesks, { doctors: 20, patients: 3 });
const network = () => histories(arena, most.histories, { untilFound: true });

const without = (table: string, ...constraints: string[]) =>
  `alter table ${table} ${constraints.map((name) => `drop constraint ${name}`).join(", ")}`;

describe(`repeat with ${replayOf(file)}`, { timeout: 120_000 }, () => {
  test.each<[string, string, () => Promise<{ findings: string[] }>, RegExp[]]>([
    [
      "both exclusion constraints of claims",
      without("resource_claims", "resource_claims_no_overlap", "resource_claims_lead_no_overlap"),
      starts,
      [/winners overlap/, /law 1/],
    ],
    [
      "the constraint of what is kept free after",
      without("resource_claims", "resource_claims_no_overlap"),
      buffers,
      [/winners overlap/, /law 1/],
    ],
    [
      "the constraint of what is kept free before",
      without("resource_claims", "resource_claims_lead_no_overlap"),
      buffers,
      [/winners overlap/, /law 1/],
    ],
    [
      "the constraint of a patient's appointments",
      without("appointments", "appointments_patient_no_overlap"),
      patients,
      [/winners overlap/, /law 1/],
    ],
    [
      "the count of inserted rows",
      `create or replace function require_rows(p_code text, p_expected bigint, p_actual bigint) returns bigint
       language sql as 'select p_actual'`,
      starts,
      [/winners overlap|claims are stored/, /law 2/],
    ],
    [
      "the exclusion constraints, seen over a bad network",
      without("resource_claims", "resource_claims_no_overlap", "resource_claims_lead_no_overlap"),
      network,
      [/no order explains it/],
    ],
  ])("without %s there are findings", async (_, mutation, harness, expected) => {
    arena = await openArena();
    await arena.query(mutation);
    const findings = (await harness()).findings.join("\n");
    for (const finding of expected) expect(findings).toMatch(finding);
  });

  test("without the answer under its key no order explains a history", async () => {
    arena = await openArena();
    const nothing = "select $1::uuid, $2::uuid, $3::text, $4::bytea, $5::jsonb, $6::timestamptz";
    const restore = rewriteStatement("remember_answer", () => nothing);
    const { findings } = await network().finally(restore);
    expect(findings.join("\n")).toMatch(/no order explains it/);
  });

  const resourceOrder = /order by c.resource_id.*/;
  test.each<[string, (text: string) => string]>([
    ["in the order of their phases", (text) => text.replace(resourceOrder, "order by c.phase")],
    ["without looking for a conflict first", (text) => text.replace("on conflict do nothing", "")],
  ])("where claims are inserted %s there are deadlocks", async (_, change) => {
    arena = await openArena("on_arrival", { connections: 24 });
    const database = new URL(arena.ownerUrl).pathname.slice(1);
    await arena.query(`alter database ${database} set deadlock_timeout = '20ms'`); // as there will be many
    const restore = rewriteStatement("insert_claims", change);
    const practice = await openPractice(arena, { doctors: 1, rooms: 1, machines: 1, patients: 6 });
    await crossing(arena, practice, 2).finally(restore);
    expect(await arena.endAndCountDeadlocks()).toBeGreaterThan(0);
  });
});
