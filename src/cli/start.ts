import type { Command } from "commander";
import { openServer, type RunningServer } from "../main.ts";
import { type Config, readConfig } from "../platform/config.ts";
import { startEmbedded } from "../platform/embedded/embedded.ts";
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

/** Unlike other commands, the server owns its embedded database: a second one on the same data is refused. */
async function ownDatabase({ databaseUrl, dataDir }: Config): Promise<OwnedDatabase> {
  if (databaseUrl !== undefined) return { ownerUrl: databaseUrl, stop: async () => {} };
  return await startEmbedded({ dataDir, log: note });
}

async function serve(config: Config, database: OwnedDatabase, { demo, json }: Options): Promise<void> {
  const { applied } = await migrate(database.ownerUrl);
  if (applied.length > 0) note(`Migrated: ${applied.join(", ")}.`);
  const server = await openServer({ ...config, ownerUrl: database.ownerUrl }).catch(explainPort(config.port));
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
