import { mkdtempSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { verifyLaws } from "../../src/interop/laws/verify-laws.ts";
import { appUrlOf } from "../../src/platform/app-role.ts";
import { Postgres } from "../../src/platform/database.ts";
import { findRunning } from "../../src/platform/embedded/embedded.ts";
import { openScene, type Scene } from "../scene.ts";
import { freePort, type ServerProcess, startServerProcess, untilReady } from "../server-process.ts";

/** The built server on its own durable PostgreSQL, with a clinic that has a start for each of its patients on each day. */
export interface CrashClinic {
  scene: Pick<Scene, "token" | "clinicId" | "organizationId">;
  practitioners: string[];
  service: string;
  patients: string[];
  server(): ServerProcess;
  /** Starts the server again on the same port; settles when it is ready. */
  start(): Promise<void>;
  /** Ends it with a signal; settles when it is gone. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  killPostgres(): void;
  untilReady(): Promise<boolean>;
  withOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T>;
  brokenLaws(): Promise<string[]>;
  close(): Promise<void>;
}

const practitionerCount = 10;

export async function openCrashClinic(patientCount: number, days: number): Promise<CrashClinic> {
  const dataDir = mkdtempSync(join(tmpdir(), "tessera-crash-"));
  const port = await freePort();
  let server: ServerProcess;
  const start = async () => void (server = await startServerProcess({ dataDir, port }));
  const ownerUrl = async () => (await findRunning(dataDir))!.ownerUrl;
  await start();
  const scene = await openScene({ appUrl: appUrlOf(await ownerUrl()) });
  const practitioners = await scene.practitioners(practitionerCount);
  const service = await scene.service(practitioners);
  const patients = await scene.patients(patientCount);
  await scene.generateSlots(days + 1);
  await scene.close(); // the tests end the PostgreSQL that it is connected to
  const end = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    return await server.ended;
  };
  return {
    scene,
    practitioners,
    service,
    patients,
    server: () => server,
    start,
    end,
    killPostgres: () =>
      process.kill(Number(readFileSync(join(dataDir, "pg", "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL"),
    untilReady: () => untilReady(server.url),
    withOwner: async (work) => withOwner(await ownerUrl(), work),
    brokenLaws: async () => {
      const postgres = new Postgres(appUrlOf(await ownerUrl()), { connections: 1 });
      const breaches = await verifyLaws(postgres, scene.organizationId);
      await postgres.close();
      return breaches.map(({ law, rows }) => `law ${law}: ${JSON.stringify(rows)}`);
    },
    close: async () => {
      await end("SIGTERM");
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function withOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url });
  owner.on("error", () => {}); // PostgreSQL may be ended under it
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end().catch(() => {});
  }
}
