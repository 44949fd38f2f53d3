import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyLaws } from "../../src/interop/laws/verify-laws.ts";
import { issueToken } from "../../src/people/issue-token.ts";
import { openAccount } from "../../src/people/open-account.ts";
import { findHanguFile } from "../hangu-file.ts";
import type { Scene } from "../scene.ts";
import { morningOf, type Consultation } from "./live-day/morning.ts";
import { replay, type Replayed } from "./live-day/replay.ts";
import { full } from "./seed.ts";
import { openTwoServers, type TwoServers } from "./two-servers.ts";

/**
 * A morning of consultations as they really were, lived again at the desk of one process and in the doctor's room at another. At full
 * size it is the first morning of the file at 60 times its speed; else a few patients of it, faster.
 */
const speed = full ? 60 : 1200;
const morning = morningOf(findHanguFile(), "1").slice(0, full ? undefined : 8);
/** How far the database's clock, as a busy server knows it, may be from the steady one of this process between two steps. */
const slackMs = 300;

const betweenSteps = { waited: ["arrives", "starts"], treated: ["starts", "ends"], paid: ["ends", "pays"] } as const;
type Wait = keyof typeof betweenSteps;

let servers: TwoServers;
let replayed: Replayed;

beforeAll(async () => {
  servers = await openTwoServers();
  const { scene } = servers;
  const [doctorId] = await scene.practitioners(1);
  const place = {
    servers,
    doctorId: doctorId!,
    serviceId: await scene.service([doctorId!]),
    patientIds: await scene.patients(morning.length),
    displayToken: await tokenOfDisplay(scene),
  };
  replayed = await replay(place, morning, speed);
}, 600_000);

afterAll(() => servers.close());

test("board, display and dashboard follow every step, at the process where it was not made", () => {
  expect(replayed.findings).toEqual([]);
});

test("both processes say each step, and soon", () => {
  const sorted = replayed.heardAfter.toSorted((a, b) => a - b);
  const [median, slowest] = [sorted[sorted.length >> 1]!, sorted.at(-1)!];
  console.info(`${sorted.length} steps heard after ${median.toFixed(0)} ms (median), ${slowest.toFixed(0)} ms at most`);
  if (full) expect(median).toBeLessThan(1_000);
});

test("the waits that were measured are those that were made", async () => {
  const visits = await measured();
  expect(visits).toHaveLength(morning.length);
  for (const { id, ...waits } of visits) {
    const steps = replayed.steps[replayed.visitIds.indexOf(id)]!;
    for (const [wait, [from, to]] of Object.entries(betweenSteps)) {
      const [begin, end] = [steps[from], steps[to]];
      const seconds = waits[wait as Wait];
      expect(seconds === null, `no ${wait}`).toBe(end === undefined);
      if (!begin || !end || seconds === null) continue;
      expect(seconds * 1000, `milliseconds ${wait}`).toBeGreaterThan(end.asked - begin.answered - slackMs);
      expect(seconds * 1000, `milliseconds ${wait}`).toBeLessThan(end.answered - begin.asked + slackMs);
    }
  }
});

test.runIf(full)("and those of the file", async () => {
  const off = (await measured()).flatMap(({ id, ...waits }) => {
    const told = morning[replayed.visitIds.indexOf(id)]!;
    return Object.entries(betweenSteps).map(([wait, [from, to]]) => {
      const [seconds, begin, end] = [waits[wait as Wait], told[from], told[to]];
      return seconds === null || end === null ? 0 : seconds * speed - (end - begin);
    });
  });
  const most = Math.max(...off.map(Math.abs));
  console.info(
    `${morning.length} patients at ${speed} times the speed: at most ${most.toFixed(1)} s off, of ${waitsOf(morning)}`,
  );
  expect(most).toBeLessThan(speed); // a step may take a second until it is written down
});

test("the report counts the waits that were measured", async () => {
  const [{ median } = { median: 0 }] = await servers.query<{ median: number }>(
    `select percentile_cont(0.5) within group (order by extract(epoch from called_at - check_in_time) / 60)::float8 as median
     from visits where organization_id = $1`,
    [servers.scene.organizationId],
  );
  const today = Temporal.Now.plainDateISO("UTC");
  const { scene } = servers;
  const query = `clinic_id=${scene.clinicId}&from=${today.toString()}&to=${today.add({ days: 1 }).toString()}`;
  const answer = await fetch(`${servers.urls()[0]}/api/v1/reports/waiting-times?${query}`, {
    headers: { authorization: `Bearer ${scene.token}` },
  });
  const report = (await answer.json()) as { visits: number; median_minutes: number };
  expect(report.visits).toBe(morning.length);
  expect(report.median_minutes).toBeCloseTo(median, 1);
});

test("the laws hold", async () => {
  expect(await verifyLaws(servers.scene.postgres, servers.scene.organizationId)).toEqual([]);
});

/** What the database says of each visit, in seconds. */
async function measured() {
  return await servers.query<{ id: string } & Record<Wait, number | null>>(
    `select id, extract(epoch from started_at - check_in_time)::float8 as waited, extract(epoch from ended_at - started_at)::float8 as treated,
       extract(epoch from completed_at - ended_at)::float8 as paid from visits where organization_id = $1`,
    [servers.scene.organizationId],
  );
}

async function tokenOfDisplay({ postgres, organizationId, house }: Scene): Promise<string> {
  const now = house.now();
  const account = {
    email: `display@${organizationId}.test`,
    name: "Display",
    role: "display",
    practitionerId: null,
  } as const;
  return await postgres.write(organizationId, async (tx) => {
    const { id: accountId } = await openAccount(tx, { ...account, passwordHash: "nobody signs in with it" }, now);
    return (await issueToken(tx, { accountId, name: "display", expiresAt: null }, now)).token;
  });
}

function waitsOf(all: readonly Consultation[]): string {
  const waits = all.map(({ arrives, starts }) => (starts - arrives) / 60).sort((a, b) => a - b);
  return `waits from ${waits[0]!.toFixed(0)} to ${waits.at(-1)!.toFixed(0)} minutes`;
}
