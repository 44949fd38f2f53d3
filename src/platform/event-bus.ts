import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import type { Transaction } from "./database.ts";

/** News that rooms of an organization have events that nobody has been told of. What they are stands in `room_events`. */
const news = z.object({ organizationId: z.uuid(), areas: z.array(z.string()) });

/** How every process that has sockets open hears of room events. */
export interface EventBus {
  /** Tells every process, this one included, once `tx` has committed. */
  publish(tx: Transaction, areas: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

interface Listener {
  /** Called when any process has numbered events of these areas. */
  onNews: (organizationId: string, areas: readonly string[]) => void;
  /** Called when another process asks for its outbox to be emptied. */
  onWake: (organizationId: string) => void;
  /** Called when it begins to listen, and each time it does so again: news may have been missed before. */
  onListening: () => void;
}

const newsChannel = "tessera_news";
const wakeChannel = "tessera_wake";
const reconnectAfterMs = 500;
const publishStatement = { name: "publish_news", text: "select pg_notify($1, $2)" };

/** NOTIFY from a program that runs beside the server: its commits reach the screens at once. */
export async function wakeServers(client: pg.Client | pg.Pool, organizationId: string): Promise<void> {
  await client.query("select pg_notify($1, $2)", [wakeChannel, organizationId]);
}

/**
 * The bus over PostgreSQL's LISTEN and NOTIFY. News leaves with the relay's commit, never inside a booking: there is no moment
 * in which events are numbered and nobody will be told. What a lost connection misses is asked for when it is back.
 */
export class PostgresBus implements EventBus {
  readonly #url: string;
  readonly #listener: Listener;
  readonly #closing = new AbortController();
  readonly #ended: Promise<void>;
  #client: pg.Client | undefined;

  constructor(url: string, listener: Listener) {
    this.#url = url;
    this.#listener = listener;
    this.#ended = this.#keepListening();
  }

  async publish(tx: Transaction, areas: readonly string[]): Promise<void> {
    const { organizationId } = tx;
    await tx.rows(publishStatement, [newsChannel, JSON.stringify({ organizationId, areas })]);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#client?.end();
    await this.#ended;
  }

  async #keepListening(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await this.#listen().catch(() => {});
      this.#client = undefined;
      await sleep(reconnectAfterMs, undefined, { signal }).catch(() => {});
    }
  }

  /** Listens until the connection ends. */
  async #listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true });
    const ended = new Promise<void>((resolve) => client.once("end", resolve));
    client.on("error", () => {});
    client.on("notification", (message) => receive(this.#listener, message));
    await client.connect();
    await client.query(`listen ${newsChannel}`);
    await client.query(`listen ${wakeChannel}`);
    this.#client = client;
    if (this.#closing.signal.aborted) await client.end();
    else this.#listener.onListening();
    await ended;
  }
}

/** Whoever may sign in to the database may notify: what is no news is nothing. */
function receive(listener: Listener, { channel, payload = "" }: pg.Notification): void {
  if (channel === wakeChannel) return listener.onWake(payload);
  const { data } = z.string().transform(parsed).pipe(news).safeParse(payload);
  if (data) listener.onNews(data.organizationId, data.areas);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
