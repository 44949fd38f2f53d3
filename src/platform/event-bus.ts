import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { RoomEvent } from "./outbox.sql.ts";

/** How room events reach every process that has sockets open. */
export interface EventBus {
  publish(organizationId: string, events: readonly RoomEvent[]): Promise<void>;
  close(): Promise<void>;
}

type SentEvent = Omit<RoomEvent, "occurred_at"> & { occurred_at: string };

interface Listener {
  /** Called for each event that any process has published. */
  onEvent: (organizationId: string, event: SentEvent) => void;
  /** Called when another process asks for its outbox to be emptied. */
  onWake: (organizationId: string) => void;
}

const eventChannel = "tessera_event";
const wakeChannel = "tessera_wake";
const reconnectAfterMs = 500;
/** A payload holds 8,000 bytes, an event is about 350 long. */
const eventsPerPayload = 16;

/** NOTIFY from a program that runs beside the server: its commits reach the screens at once. */
export async function wakeServers(client: pg.Client | pg.Pool, organizationId: string): Promise<void> {
  await client.query("select pg_notify($1, $2)", [wakeChannel, organizationId]);
}

/**
 * The bus over PostgreSQL's LISTEN and NOTIFY: delivery is at most once, and what a lost connection misses is seen by clients
 * as a gap in `seq`, which they fill by asking. NOTIFY is sent by the relay after the fact, never inside a booking.
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

  /** Without a connection the events stay in room_events, where clients find them when they resume. */
  async publish(organizationId: string, events: readonly RoomEvent[]): Promise<void> {
    const parts = Array.from({ length: Math.ceil(events.length / eventsPerPayload) }, (_, i) =>
      events.slice(i * eventsPerPayload, (i + 1) * eventsPerPayload),
    );
    const payloads = parts.map((part) => JSON.stringify({ organizationId, events: part }));
    await this.#client?.query("select pg_notify($1, payload) from unnest($2::text[]) as payload", [
      eventChannel,
      payloads,
    ]);
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
    await client.query(`listen ${eventChannel}`);
    await client.query(`listen ${wakeChannel}`);
    this.#client = client;
    if (this.#closing.signal.aborted) await client.end();
    await ended;
  }
}

function receive(listener: Listener, { channel, payload }: pg.Notification): void {
  if (payload === undefined) return;
  if (channel === wakeChannel) return listener.onWake(payload);
  const { organizationId, events } = JSON.parse(payload) as { organizationId: string; events: SentEvent[] };
  for (const event of events) listener.onEvent(organizationId, event);
}
