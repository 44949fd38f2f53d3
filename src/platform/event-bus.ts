import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { RoomEvent } from "./outbox.sql.ts";

/** How room events reach every process that has sockets open. */
export interface EventBus {
  publish(organizationId: string, events: readonly RoomEvent[]): Promise<void>;
  close(): Promise<void>;
}

interface Listener {
  /** Called for each event that any process has published. */
  onEvent(organizationId: string, event: Omit<RoomEvent, "occurred_at"> & { occurred_at: string }): void;
  /** Called when another process asks for its outbox to be emptied. */
  onWake(organizationId: string): void;
}

const eventChannel = "tessera_event";
const wakeChannel = "tessera_wake";

/** NOTIFY from a program that runs beside the server: its commits reach the screens at once. */
export async function wakeServers(client: pg.Client | pg.Pool, organizationId: string): Promise<void> {
  await client.query("select pg_notify($1, $2)", [wakeChannel, organizationId]);
}

/**
 * The bus over PostgreSQL's LISTEN and NOTIFY: delivery is at most once, and what a lost connection misses is seen by clients
 * as a gap in `seq`, which they fill by asking. NOTIFY is sent by the relay after the fact, never inside a booking.
 */
export function openBus(url: string, listener: Listener): EventBus {
  let client: pg.Client | undefined;
  let closing = false;

  const connected = (async function keepListening(): Promise<void> {
    while (!closing) {
      const next = new pg.Client({ connectionString: url, keepAlive: true });
      const ended = new Promise<void>((resolve) => next.once("end", resolve));
      next.on("error", () => {});
      next.on("notification", (message) => receive(listener, message));
      try {
        await next.connect();
        await next.query(`listen ${eventChannel}`);
        await next.query(`listen ${wakeChannel}`);
        client = next;
        await ended;
      } catch {
        await next.end().catch(() => {});
      }
      client = undefined;
      if (!closing) await sleep(500);
    }
  })();

  return {
    async publish(organizationId, events) {
      const payloads = events.map((event) => JSON.stringify({ organizationId, event }));
      // Without a connection the events stay in room_events, where clients find them when they resume.
      await client?.query("select pg_notify($1, payload) from unnest($2::text[]) as payload", [eventChannel, payloads]);
    },
    async close() {
      closing = true;
      await client?.end();
      await connected;
    },
  };
}

function receive(listener: Listener, { channel, payload }: pg.Notification): void {
  if (payload === undefined) return;
  if (channel === wakeChannel) return listener.onWake(payload);
  const { organizationId, event } = JSON.parse(payload) as {
    organizationId: string;
    event: RoomEvent & { occurred_at: never };
  };
  listener.onEvent(organizationId, event);
}
