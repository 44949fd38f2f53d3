import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { book } from "../src/reception/appointments/book.ts";
import type { Sql, Transaction } from "../src/platform/database.ts";
import type { House } from "../src/platform/house.ts";
import type { Scene } from "../test/scene.ts";
import type { Wanted } from "./starts.ts";

type Statement = { name?: string; text: string; values: unknown[] };

/** The writes of one booking, statement by statement, as the server would send them. */
export type Recorded = readonly Statement[];

/**
 * What the server writes for a booking, without writing it: the use case runs up to its transaction, whose statements are
 * kept. So the bare client cannot fall behind what the server does.
 */
export async function record({ house, organizationId, accountId, clinicId }: Scene, wanted: Wanted): Promise<Recorded> {
  const statements: Statement[] = [];
  const tx: Transaction = {
    organizationId,
    writable: true,
    undone: false,
    commit: () => {},
    rows: async <Row extends object>(sql: Sql, values: readonly unknown[]) => {
      const statement = typeof sql === "string" ? { text: sql } : sql;
      statements.push({ ...statement, values: values.map(toText) });
      return await Promise.resolve([{} as Row]);
    },
  };
  const recording: House = {
    ...house,
    postgres: {
      read: (...call) => house.postgres.read(...call),
      rehearse: (...call) => house.postgres.rehearse(...call),
      directory: (...call) => house.postgres.directory(...call),
      write: (_organizationId, work) => work(tx),
    },
  };
  const caller = { organizationId, accountId, role: "admin" as const, practitionerId: null };
  await book(recording, caller, { ...wanted, clinic_id: clinicId, booking_source: "phone" });
  return statements;
}

/** Temporal values as the database handle sends them. */
function toText(value: unknown): unknown {
  return value instanceof Temporal.Instant || value instanceof Temporal.PlainDate ? value.toString() : value;
}

/** A plain connection of the app role, with the driver that the server uses. */
export async function openBareClient(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, pipeline: true, options: "-c timezone=UTC" });
  await client.connect();
  return client;
}

/** Sends one booking from BEGIN to COMMIT in one flush, and waits for all of it. */
export async function replay(client: pg.Client, organizationId: string, statements: Recorded): Promise<void> {
  const { stream } = (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
  stream.cork();
  const sent = [
    client.query(`begin; set local app.organization_id = '${organizationId}'`),
    ...statements.map((statement) => client.query(statement)),
    client.query("commit"),
  ];
  stream.uncork();
  const answers = await Promise.all(sent);
  if (answers.at(-1)?.command !== "COMMIT") throw new Error("A bare booking was rolled back.");
}
