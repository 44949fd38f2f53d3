import { mkdirSync } from "node:fs";
import type { Command } from "commander";
import { openServer, type RunningServer } from "../main.ts";
import { type Config, readConfig } from "../platform/config.ts";
import { DiskReserve } from "../platform/disk-reserve.ts";
import { startEmbedded } from "../platform/embedded/embedded.ts";
import { failureFromSystem } from "../platform/embedded/failure.ts";
import { warnOfLetters } from "../platform/letters.ts";
import { migrate } from "../platform/migrate.ts";
import { welcomeDemo } from "./seed.ts";
import type { OwnedDatabase } from "./open-house.ts";
import { note, say } from "./output.ts";

interface Options {
  demo?: boolean;
  json?: boolean;
}

const drainLimitMs = 15_000;

export function startCommand(program: Command): void {
  program
    .command("start")
    .description("serve the clinic: migrate, then listen on PORT (default 3000) until SIGTERM")
    .option("--demo", "seed the demo clinic when the database is empty, and print how to sign in")
    .option("--json", "print the address as a line of JSON once it serves")
    .action(async (options: Options) => {
      const config = readConfig(process.env);
      const database = await ownDatabase(config);
      try {
        await serve(config, database, options);
      } catch (error) {
        await database.stop();
        throw error;
      }
    });
}

interface OwnDatabase extends OwnedDatabase {
  mayWrite: () => boolean;
}

/** Unlike other commands, the server owns its embedded database: a second one on the same data is refused. */
async function ownDatabase({ databaseUrl, dataDir, diskReserveMb }: Config): Promise<OwnDatabase> {
  if (databaseUrl !== undefined) return { ownerUrl: databaseUrl, mayWrite: () => true, stop: async () => {} };
  // Before PostgreSQL, which cannot start on a disk that is full to the last byte.
  const reserve = await openReserve(dataDir, diskReserveMb);
  const embedded = await startEmbedded({ dataDir, log: note });
  const stop = async () => {
    await reserve.stop();
    await embedded.stop();
  };
  return { ownerUrl: embedded.ownerUrl, mayWrite: () => !reserve.full, stop };
}

async function openReserve(dataDir: string, megabytes: number): Promise<DiskReserve> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return await DiskReserve.open(dataDir, megabytes, note);
  } catch (error) {
    throw failureFromSystem(`Starting the embedded PostgreSQL in ${dataDir}`, error);
  }
}

async function serve(config: Config, database: OwnDatabase, { demo, json }: Options): Promise<void> {
  const { applied } = await migrate(database.ownerUrl);
  if (applied.length > 0) note(`Migrated: ${applied.join(", ")}.`);
  const server = await openServer({ ...config, ...database }).catch(explainPort(config.port));
  stopOnSignal(server, database);
  const warning = await warnOfLetters(server.house.postgres);
  if (warning !== null) note(warning);
  if (demo) await welcomeDemo(server.house);
  if (json) say(JSON.stringify({ url: server.url, pid: process.pid }));
  note(`Tessera is at ${server.url}`);
}

function explainPort(port: number) {
  return (error: unknown): never => {
    const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    throw taken
      ? new Error(`Port ${port} is taken by another program. Set PORT to another one.`, { cause: error })
      : error;
  };
}

/** Drains: no new requests, those under way finish, then the database stops. A second signal does not wait. */
function stopOnSignal(server: RunningServer, database: OwnedDatabase): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), drainLimitMs).unref();
    server
      .close()
      .then(() => database.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
