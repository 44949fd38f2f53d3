import { io, type Socket } from "socket.io-client";
import { areas, refresh, type Area } from "./queries.ts";

/** Which parts of the page an event of the server makes stale. */
const stale: Record<string, readonly Area[]> = {
  appointment_created: [areas.appointment, areas.calendar, areas.dashboard, areas.queue, areas.availability],
  appointment_updated: [areas.appointment, areas.calendar, areas.dashboard, areas.queue, areas.availability],
  queue_updated: [areas.queue, areas.dashboard, areas.calendar, areas.appointment],
  payment_updated: [areas.payments, areas.dashboard, areas.queue],
  slots_changed: [areas.calendar, areas.availability],
};

/** Events come in bursts (one booking makes three): what they touch is fetched once per burst. */
const burstMs = 300;

export type Connection = "connecting" | "live" | "reconnecting";

interface LiveEvent {
  room: string;
  seq: number;
}

/** Follows the server's events until the returned function is called. After a break, asks for what was missed. */
export function follow(tell: (connection: Connection) => void): () => void {
  const seen = new Map<string, number>();
  const socket = io({ path: "/socket.io", withCredentials: true });
  const batch = batched();
  let connectedBefore = false;

  socket.on("connect", () => {
    if (seen.size > 0) socket.emit("resume", Object.fromEntries(seen));
    // Counts may have moved while nobody listened: the page reads them anew, whatever the server re-sends.
    if (connectedBefore) batch.add(Object.values(stale).flat());
    connectedBefore = true;
    tell("live");
  });
  socket.on("disconnect", (why) => {
    tell("reconnecting");
    // The server closed it on purpose (its restart, or a session that ended): the client library would stay away.
    if (why === "io server disconnect") setTimeout(() => socket.connect(), 1_000);
  });
  socket.on("connect_error", () => tell("reconnecting"));
  listen(socket, seen, batch.add);

  return () => {
    batch.stop();
    socket.removeAllListeners().disconnect();
  };
}

function listen(socket: Socket, seen: Map<string, number>, add: (changed: readonly Area[]) => void): void {
  for (const [name, changed] of Object.entries(stale)) {
    socket.on(name, (event: LiveEvent) => {
      if (event.seq <= (seen.get(event.room) ?? -1)) return;
      seen.set(event.room, event.seq);
      add(changed);
    });
  }
}

function batched(): { add: (changed: readonly Area[]) => void; stop: () => void } {
  const waiting = new Set<Area>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const changed = [...waiting];
    waiting.clear();
    void refresh(...changed);
  };
  return {
    add(changed) {
      for (const area of changed) waiting.add(area);
      timer ??= setTimeout(flush, burstMs);
    },
    stop: () => clearTimeout(timer),
  };
}
