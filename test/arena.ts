import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { type Breach, verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { openServer, type ServerOptions } from "../src/main.ts";
import { appUrlOf } from "../src/platform/app-role.ts";
import { Postgres } from "../src/platform/database.ts";
import { openTestDatabase } from "./database.ts";
import { Rival } from "./rivals.ts";
import { openScene, type Scene } from "./scene.ts";

/** A real server on a port, a scene in its database, and a rival who may do everything. */
export interface Arena {
  url: string;
  scene: Scene;
  ownerUrl: string;
  rival: Rival;
  /** A Monday morning; the server's clock stands still there, unless it runs in real time: then when it was opened. */
  now: Temporal.Instant;
  /** The laws that do not hold. */
  breaches(): Promise<Breach[]>;
  /** Throws with the rows of every law that does not hold. */
  requireLaws(): Promise<void>;
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** How many wait for a lock. */
  waiting(): Promise<number>;
  /** Deadlocks that PostgreSQL had to break. Ends the server first, because sessions report what they met when they end. */
  endAndCountDeadlocks(): Promise<number>;
  close(): Promise<void>;
}

export async function openArena(
  queuePolicy: "on_arrival" | "on_booking" = "on_arrival",
  {
    realTime = false,
    ...more
  }: { realTime?: boolean } & Pick<ServerOptions, "connections" | "asksListenersEveryMs"> = {},
): Promise<Arena> {
  const now = realTime ? Temporal.Now.instant() : Temporal.Instant.from("2026-11-02T08:00:00Z");
  const clock = realTime ? () => Temporal.Now.instant() : () => now;
  const database = await openTestDatabase();
  const { ownerUrl } = database;
  const address = { ownerUrl, host: "127.0.0.1", port: 0 };
  const server = await openServer({
    ...address,
    logLevel: "silent",
    checkAnswers: true,
    servesPage: false,
    keepsInventory: false,
    keepsAppointments: false,
    keepsWaitlist: false,
    keepsEstimates: false,
    now: clock,
    ...more,
  });
  const appUrl = appUrlOf(ownerUrl);
  const scene = await openScene({ appUrl, now: clock, queuePolicy });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  // Its sessions may still be ending when their database is dropped; unheard, they would end the run.
  owner.on("error", () => {});
  let ended: Promise<void> | undefined;
  const end = () => (ended ??= Promise.all([scene.close(), server.close()]).then(() => undefined));
  const query = async <Row extends object>(sql: string, values: unknown[] = []) =>
    (await owner.query<Row & pg.QueryResultRow>(sql, values)).rows;
  return {
    url: server.url,
    scene,
    ownerUrl,
    rival: new Rival(server.url, scene.token),
    now,
    breaches: () => audit(appUrl, scene.organizationId),
    requireLaws: async () => requireNone(await audit(appUrl, scene.organizationId)),
    query,
    waiting: async () =>
      (await query("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"))
        .length,
    endAndCountDeadlocks: async () => {
      await end();
      await untilAlone(query);
      const [row] = await query<{ deadlocks: string }>(
        "select deadlocks from pg_stat_database where datname = current_database()",
      );
      return Number(row?.deadlocks);
    },
    close: async () => {
      await end();
      await owner.end();
      await database.drop();
    },
  };
}

/** On a connection of its own, so that it works beside a server, and after it. */
async function audit(appUrl: string, organizationId: string): Promise<Breach[]> {
  const postgres = new Postgres(appUrl, { connections: 1 });
  try {
    return await verifyLaws(postgres, organizationId);
  } finally {
    await postgres.close();
  }
}

function requireNone(breaches: Breach[]): void {
  if (breaches.length === 0) return;
  const [first] = breaches;
  throw new Error(`${breaches.length} breaches of the laws, first of law ${first?.law}: ${JSON.stringify(first)}`);
}

/** A session's end is asynchronous: its last figures are there when it is no longer listed. */
async function untilAlone(query: Arena["query"]): Promise<void> {
  for (;;) {
    const others = await query(
      "select 1 from pg_stat_activity where datname = current_database() and usename <> current_user",
    );
    if (others.length === 0) return;
  }
}
