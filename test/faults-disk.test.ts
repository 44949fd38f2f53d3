import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { expect, onTestFinished, test } from "vitest";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { appUrlOf } from "../src/platform/app-role.ts";
import { findRunning } from "../src/platform/embedded/embedded.ts";
import { type Answer, Rival } from "./rivals.ts";
import { openScene, startOn } from "./scene.ts";
import { freePort, startServerProcess } from "./server-process.ts";

/** A file system of its own for the server alone: mounted in a namespace, which ends with the process. */
const diskMb = 320;
const asUser = process.getuid?.() === 0 ? [] : ["--user", "--map-current-user", "--keep-caps"];
const onDisk = (folder: string) => {
  const mount = `mount -t tmpfs -o size=${diskMb}m,mode=755 tmpfs "$0" && exec "$@"`;
  return ["unshare", "--mount", ...asUser, "--", "sh", "-c", mount, folder];
};

const [command, ...probe] = [...onDisk(tmpdir()), "true"];
const canMount = spawnSync(command, probe).status === 0;
if (!canMount) console.warn("The test of a full disk is skipped: unshare may not mount one here.");

test.skipIf(!canMount)(
  "a full disk: changes wait, reading goes on, and changes go on when there is room",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "tessera-disk-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const port = await freePort();
    const server = await startServerProcess({ dataDir: join(folder, "data"), port, within: onDisk(folder) });
    onTestFinished(async () => {
      server.kill("SIGTERM");
      expect(await server.ended).toEqual({ code: 0, signal: null });
    });
    // What the process sees there; we see the empty folder under its disk.
    const disk = `/proc/${server.pid}/root${folder}`;
    const { ownerUrl } = (await findRunning(join(disk, "data")))!;
    const scene = await openScene({ appUrl: appUrlOf(ownerUrl) });
    onTestFinished(() => scene.close());
    const [doctor] = (await scene.practitioners(1)) as [string];
    const service = await scene.service([doctor]);
    const patients = await scene.patients(48);
    const rival = new Rival(server.url, scene.token);
    const acknowledged: string[] = [];
    let next = 0;
    const book = async (): Promise<Answer> => {
      const answer = await rival.post("/appointments", {
        clinic_id: scene.clinicId,
        patient_id: patients[next],
        service_id: service,
        practitioner_id: doctor,
        starts_at: startOn(Temporal.Now.instant(), 1, next),
        booking_source: "online",
      });
      if (answer.status === 201) acknowledged.push((answer.body["appointment"] as { id: string }).id);
      if (answer.status < 500) next += 1;
      return answer;
    };
    const read = async () => (await rival.get(`/appointments/${acknowledged[0]}`)).status;
    const checkpoint = async () => {
      const owner = new pg.Client({ connectionString: ownerUrl });
      await owner.connect();
      await owner.query("checkpoint");
      await owner.end();
    };

    for (let i = 0; i < 5; i++) expect((await book()).status).toBe(201);
    await fillUp(join(disk, "filler"));
    // Within the second in which nobody has noticed, PostgreSQL may say it, or end and come back: it is never anything else.
    await until("the disk is found full, and can be read", async () => {
      const answer = await book();
      expect([201, 503]).toContain(answer.status);
      const found = await read();
      expect([200, 503]).toContain(found);
      return answer.status === 503 && found === 200;
    });
    await sleep(1_500);
    const before = acknowledged.length;
    for (let i = 0; i < 20; i++) {
      const refused = await book();
      expect([refused.status, refused.body["code"], refused.headers.get("retry-after")]).toEqual([
        503,
        "unavailable",
        "1",
      ]);
      expect(await read()).toBe(200);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
      // Without the reserve this is where PostgreSQL ends for good.
      if (i % 5 === 0) await checkpoint();
    }
    expect(await (await fetch(`${server.url}/metrics`)).text()).toContain("tessera_database_writable 0");
    expect(acknowledged).toHaveLength(before);

    await rm(join(disk, "filler"));
    await until("changes go on", async () => (await book()).status === 201);
    for (let i = 0; i < 5; i++) expect((await book()).status).toBe(201);
    const whole = await scene.postgres.read(scene.organizationId, (database) =>
      database.rows("select 1 from appointments where organization_id = $1 and id = any ($2)", [
        database.organizationId,
        acknowledged,
      ]),
    );
    expect(whole).toHaveLength(acknowledged.length);
    expect(await verifyLaws(scene.postgres, scene.organizationId)).toEqual([]);
  },
  90_000,
);

/** To the last byte. */
async function fillUp(path: string): Promise<void> {
  const file = await open(path, "w");
  for (const size of [1_048_576, 4_096]) {
    const part = Buffer.alloc(size, 1);
    const full = (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOSPC") throw error;
      return null;
    };
    while ((await file.write(part).catch(full)) !== null);
  }
  await file.close();
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const giveUpAt = Date.now() + 15_000; !(await isSo()); await sleep(50))
    if (Date.now() > giveUpAt) throw new Error(`Not within 15 seconds: ${what}.`);
}
