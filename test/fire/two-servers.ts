import pg from "pg";
import { issueToken } from "../../src/people/issue-token.ts";
import { openAccount } from "../../src/people/open-account.ts";
import { ensureAppSignIn } from "../../src/platform/app-role.ts";
import { openTestDatabase } from "../database.ts";
import { openScene, type Scene } from "../scene.ts";
import { freePort, type ServerProcess, startServerProcess } from "../server-process.ts";

/** Two processes of the built server on one database, which can be killed and come back on the same port. */
export interface TwoServers {
  scene: Scene;
  /** Those that answer at the moment. */
  urls(): string[];
  /** Kills one with SIGKILL and starts it again; settles when it answers. */
  killAndRestart(which: number): Promise<void>;
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openTwoServers(): Promise<TwoServers> {
  const database = await openTestDatabase();
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
  // Its sessions may still be ending when their database is dropped; unheard, they would end the run.
  owner.on("error", () => {});
  const scene = await openScene({ appUrl: await ensureAppSignIn(database.ownerUrl) });
  const start = (port: number) =>
    startServerProcess({
      dataDir: "not used",
      port,
      environment: { DATABASE_URL: database.ownerUrl, KEEP_INVENTORY: "false" },
    });
  const ports = [await freePort(), await freePort()];
  const servers: (ServerProcess | undefined)[] = await Promise.all(ports.map(start));
  return {
    scene,
    urls: () => servers.flatMap((server) => server?.url ?? []),
    killAndRestart: async (which) => {
      const server = servers[which];
      servers[which] = undefined;
      server?.kill("SIGKILL");
      await server?.ended;
      servers[which] = await start(ports[which]!);
    },
    query: async (sql, values = []) => (await owner.query(sql, values)).rows,
    close: async () => {
      for (const server of servers) server?.kill("SIGKILL");
      await Promise.all(servers.flatMap((server) => server?.ended ?? []));
      await Promise.all([scene.close(), owner.end()]);
      await database.drop();
    },
  };
}

/** A token of a doctor, who hears two rooms: the clinic's and the own one. */
export async function tokenOfDoctor({ postgres, organizationId, house }: Scene, practitionerId: string) {
  const now = house.now();
  const account = { email: `doctor@${organizationId}.test`, name: "Doctor", role: "doctor", practitionerId } as const;
  return await postgres.write(organizationId, async (tx) => {
    const { id: accountId } = await openAccount(tx, { ...account, passwordHash: "nobody signs in with it" }, now);
    return (await issueToken(tx, { accountId, name: "doctor", expiresAt: null }, now)).token;
  });
}
