import pg from "pg";
import { ensureAppSignIn } from "../platform/app-role.ts";
import { type Config, readConfig } from "../platform/config.ts";
import { DatabaseClock } from "../platform/database-clock.ts";
import { Postgres } from "../platform/database.ts";
import { findRunning, startEmbedded } from "../platform/embedded/embedded.ts";
import { wakeServers } from "../platform/event-bus.ts";
import type { House } from "../platform/house.ts";
import { migrate } from "../platform/migrate.ts";

export interface OwnedDatabase {
  ownerUrl: string;
  stop(): Promise<void>;
}

/** The database that `DATABASE_URL` names, or the embedded one of a server that runs on the data folder, or one started for this command. */
export async function openDatabase(config: Config): Promise<OwnedDatabase> {
  if (config.databaseUrl !== undefined) return { ownerUrl: config.databaseUrl, stop: async () => {} };
  const running = await findRunning(config.dataDir);
  return running ? { ...running, stop: async () => {} } : await startEmbedded({ dataDir: config.dataDir });
}

/** Gives a command its house, on a migrated database beside whatever server runs, and closes it afterwards. */
export async function withHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  const database = await openDatabase(readConfig(process.env));
  try {
    await migrate(database.ownerUrl);
    const appUrl = await ensureAppSignIn(database.ownerUrl);
    return await withHouseAt(appUrl, work);
  } finally {
    await database.stop();
  }
}

async function withHouseAt<T>(appUrl: string, work: (house: House) => Promise<T>): Promise<T> {
  const postgres = new Postgres(appUrl, { connections: 8 });
  const bell = new pg.Client({ connectionString: appUrl });
  const touched = new Set<string>();
  await bell.connect();
  const clock = await DatabaseClock.open(postgres);
  try {
    return await work({
      postgres,
      now: clock.now,
      wake: (organizationId) => touched.add(organizationId),
    });
  } finally {
    // Also after a failure: what was committed before it has effects to deliver.
    for (const organizationId of touched) await wakeServers(bell, organizationId);
    await bell.end();
    await clock.stop();
    await postgres.close();
  }
}

/** The organization that a command's `--organization` names; the only one when it names none. */
export async function findOrganizationId(house: House, slug: string | undefined): Promise<string> {
  const rows = await house.postgres.directory<{ id: string; slug: string }>(
    "select id, slug from organizations where $1::text is null or slug = $1 order by slug limit 2",
    [slug ?? null],
  );
  const [only, another] = rows;
  if (!only)
    throw new Error(slug === undefined ? "There is no organization yet." : `There is no organization called ${slug}.`);
  if (another) throw new Error("There are several organizations; name one with --organization.");
  return only.id;
}
