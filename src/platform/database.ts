import type { Socket } from "node:net";
import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { DomainError } from "../core/errors.ts";
import { isUuid } from "../core/ids.ts";
import { readInstant, textOf } from "../core/instants.ts";
import { isReadOnly, isRetryable, translate } from "./constraints.ts";
import { KeptSupply } from "./kept-supply.ts";

/** A statement with a name is prepared once per connection; one without is planned for its values each time. */
export type Sql = string | { name: string; text: string };

/** A reader's handle: one organization, one snapshot of statements in one transaction. */
export interface Database {
  readonly organizationId: string;
  rows<Row extends object>(sql: Sql, values: readonly unknown[]): Promise<Row[]>;
  /** What this process keeps between readers; a writer has none. */
  readonly kept?: KeptSupply;
}

/** What `read` gives. */
export interface Snapshot extends Database {
  /** Sends COMMIT behind what was sent so far, for who knows that nothing else will be asked: one packet less. */
  end(): void;
}

/** A writer's handle. Statements that are not awaited one by one travel in one flush. */
export interface Transaction extends Database {
  readonly writable: true;
  /** Whether all of it is rolled back in the end, so that it needs to keep nobody out. */
  readonly undone: boolean;
  /** Sends COMMIT behind what was sent so far, without waiting: if any of it fails, the database rolls all of it back. */
  commit(): void;
}

const attempts = 4;

interface PoolOptions {
  connections?: number;
  /** Who may wait for a connection at the same time; the next one is refused at once. */
  waiting?: number;
  /** A connection from which nothing has come for so long is taken for dead, as after a network that swallows everything. */
  silenceMs?: number;
  /** False while there is no room for changes: writes are then refused before they begin. */
  mayWrite?: () => boolean;
}

/** Every tenant's door to PostgreSQL: nothing runs outside a transaction that names its organization. */
export class Postgres {
  readonly #pool: pg.Pool;
  readonly #kept = new KeptSupply();
  readonly #waiting: number;
  readonly #mayWrite: () => boolean;

  constructor(url: string, options: PoolOptions = {}) {
    const { connections = 16, waiting = 512, silenceMs = 35_000, mayWrite = () => true } = options;
    this.#waiting = waiting;
    this.#mayWrite = mayWrite;
    this.#pool = new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      pipeline: true,
      types,
      options:
        "-c timezone=UTC -c statement_timeout=15000 -c lock_timeout=8000 -c idle_in_transaction_session_timeout=30000",
    });
    // An idle connection that breaks is replaced at its next use; the error of the request that meets it tells enough.
    this.#pool.on("error", () => {});
    this.#pool.on("connect", (client) => {
      // One that breaks between two statements of a transaction has nobody else to tell: unheard, it would end the process.
      client.on("error", () => {});
      // The limits above are the database's own. One that cannot be reached does not keep them, and TCP waits for a quarter of an hour.
      const stream = streamOf(client);
      stream.setTimeout(silenceMs, () => stream.destroy());
    });
  }

  /** Reads in one transaction; its statements share a round trip when they are sent together. */
  async read<T>(organizationId: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return await this.#within(organizationId, "begin read only", async (client) => {
      let ended = false;
      const end = () => {
        ended = true;
        flushed(client, () => client.query("commit")).catch(() => {});
      };
      const result = await work({ ...handle(client, organizationId), kept: this.#kept, end });
      if (!ended) end();
      return result;
    });
  }

  /**
   * Writes all or nothing. Deadlocks and serialization failures are tried again, so `work` must keep its effects inside.
   * Throws `DomainError` for what a constraint refuses and `unavailable` when the database does not answer.
   */
  async write<T>(organizationId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return await this.#persist(organizationId, (client) => transact(client, organizationId, work));
  }

  /** Does `work` and undoes all of it: what it gives is what would have happened. Throws as `write` does. */
  async rehearse<T>(organizationId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return await this.#persist(organizationId, async (client) => {
      const result = await work({ ...handle(client, organizationId), writable: true, undone: true, commit: () => {} });
      await client.query("rollback");
      return result;
    });
  }

  /** For the few tables that stand before any tenant: the organizations and the sign-in directory. */
  async directory<Row extends object>(sql: Sql, values: readonly unknown[]): Promise<Row[]> {
    const client = await this.#connect();
    try {
      return await send<Row>(client, sql, values);
    } catch (error) {
      throw translate(error);
    } finally {
      client.release();
    }
  }

  /** Whether writes are let in at the moment. */
  get writable(): boolean {
    return this.#mayWrite();
  }

  /** Counts for the metrics page. */
  get load() {
    return { total: this.#pool.totalCount, idle: this.#pool.idleCount, waiting: this.#pool.waitingCount };
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #connect(): Promise<pg.PoolClient> {
    if (this.#pool.waitingCount >= this.#waiting)
      throw new DomainError("unavailable", "Too many requests wait for the database.");
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw translate(error);
    }
  }

  async #persist<T>(organizationId: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    if (!this.#mayWrite()) throw new DomainError("unavailable", "The disk of the database is full.");
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#within(organizationId, "begin", work);
      } catch (error) {
        if (isReadOnly(error)) throw new DomainError("unavailable", "The database takes no changes at the moment.");
        if (attempt === attempts || !isRetryable(error)) throw translate(error);
      }
    }
  }

  async #within<T>(organizationId: string, begin: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    if (!isUuid(organizationId)) throw new TypeError("An organization is needed.");
    const client = await this.#connect();
    try {
      const begun = flushed(client, () =>
        client.query(`${begin}; set local app.organization_id = '${organizationId}'`).then(() => undefined),
      );
      const [result] = await Promise.all([work(client), begun]);
      client.release();
      return result;
    } catch (error) {
      // The connection returns only when the rollback went through: a broken one is dropped.
      await client.query("rollback").then(
        () => client.release(),
        () => client.release(true),
      );
      throw error instanceof Error && isRetryable(error) ? error : translate(error);
    }
  }
}

/** What use cases need of it. */
export type Tenants = Pick<Postgres, "read" | "write" | "rehearse" | "directory">;

async function transact<T>(
  client: pg.PoolClient,
  organizationId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  let committed: Promise<unknown> | undefined;
  const commit = () => {
    committed = flushed(client, () => client.query("commit"));
    committed.catch(() => {});
  };
  const result = await work({ ...handle(client, organizationId), writable: true, undone: false, commit });
  if (!committed) commit();
  await committed;
  return result;
}

/**
 * Whichever statement is waited for, it fails with what failed first in its transaction: those sent behind that one in the
 * same flush only know that the transaction is aborted.
 */
function handle(client: pg.PoolClient, organizationId: string): Database {
  let first: unknown;
  return {
    organizationId,
    rows: <Row extends object>(sql: Sql, values: readonly unknown[]) =>
      send<Row>(client, sql, values).catch((error: unknown) => {
        if (!isAborted(error)) first = error;
        throw first ?? error;
      }),
  };
}

const isAborted = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === "25P02";

async function send<Row extends object>(client: pg.PoolClient, sql: Sql, values: readonly unknown[]): Promise<Row[]> {
  const { text, name } = typeof sql === "string" ? { text: sql, name: undefined } : sql;
  const said = values.map(toText);
  try {
    return await flushed(client, () => ask<Row>(client, { text, name, values: said }));
  } catch (error) {
    // Told by the connection, it knows nothing yet of who asked.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  }
}

/**
 * The driver's own query, with a name and a callback that are set here: of a description of it the driver would make a copy, property
 * by property, which takes longer than all the rest of asking.
 */
function ask<Row extends object>(
  client: pg.PoolClient,
  { text, name, values }: { text: string; name: string | undefined; values: unknown[] },
): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const callback = (error: Error | null, result: pg.QueryResult<Row & pg.QueryResultRow>) =>
      error ? reject(error) : resolve(result.rows);
    client.query(Object.assign(new pg.Query(text, values), { name, callback }));
  });
}

const streamOf = (client: pg.PoolClient): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

const gathering = new WeakSet<Socket>();

/**
 * Statements sent in one turn of the event loop leave in one packet: also the COMMIT of a reader and the BEGIN of whoever is
 * given the connection next, who is mostly the same request.
 */
function flushed<T>(client: pg.PoolClient, query: () => T): T {
  const stream = streamOf(client);
  if (!gathering.has(stream)) {
    gathering.add(stream);
    stream.cork();
    setImmediate(() => {
      gathering.delete(stream);
      stream.uncork();
    });
  }
  return query();
}

function toText(value: unknown): unknown {
  if (value instanceof Temporal.Instant) return textOf(value);
  return value instanceof Temporal.PlainDate || value instanceof Temporal.PlainTime ? value.toString() : value;
}

const types = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    return parsers[oid] ?? (pg.types.getTypeParser(oid, format ?? "text") as (text: string) => unknown);
  },
};

/** Instants and dates arrive as Temporal types (their JSON is the API's), counts and money as safe integers. */
const parsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.TIMESTAMPTZ]: readInstant,
  [pg.types.builtins.DATE]: (text) => Temporal.PlainDate.from(text),
  [pg.types.builtins.INT8]: (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new RangeError("A number from the database is too large.");
    return value;
  },
};
