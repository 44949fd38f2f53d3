import { io, type Socket } from "socket.io-client";
import { areas, refresh, type Area } from "./queries.ts";

/** Which parts of the page an event of the server makes stale. */
const stale: Record<string, readonly Area[]> = {
  appointment_created: [
    areas.appointment,
    areas.calendar,
    areas.dashboard,
    areas.queue,
    areas.availability,
    areas.history,
    areas.tickets,
    areas.demand,
    areas.sessions,
  ],
  appointment_updated: [
    areas.appointment,
    areas.calendar,
    areas.dashboard,
    areas.queue,
    areas.availability,
    areas.history,
    areas.tickets,
    areas.demand,
    areas.sessions,
  ],
  queue_updated: [areas.queue, areas.dashboard, areas.calendar, areas.appointment, areas.history, areas.sessions],
  payment_updated: [areas.payments, areas.demand, areas.dashboard, areas.queue],
  session_updated: [areas.sessions, areas.calendar, areas.availability],
  slots_changed: [areas.calendar, areas.availability],
};

/** Events come in bursts (one booking makes three): what they touch is fetched once per burst. */
const burstMs = 150;
const returnMs = 2_000;

export type Connection = "connecting" | "live" | "reconnecting";

interface LiveEvent {
  room: string;
  seq: number;
}

/** The last number of each room. */
type Standing = Record<string, number>;

/** Follows the server's events until the returned function is called. After a break, asks for what was missed. */
export function follow(tell: (connection: Connection) => void): () => void {
  const seen = new Map<string, number>();
  const socket = io({ path: "/socket.io", withCredentials: true });
  const batch = batched();
  const everything = Object.values(stale).flat();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const comeBack = () => (timer = setTimeout(() => socket.connect(), returnMs));

  socket.on("connect", () => {
    socket.emit("resume", Object.fromEntries(seen), (rooms: Standing) => {
      for (const [room, seq] of Object.entries(rooms)) if (!seen.has(room)) seen.set(room, seq);
    });
    // What was read before somebody listened may have moved since: the page reads it anew, whatever the server re-sends.
    batch.add(everything);
    tell("live");
  });
  socket.on("stale", (rooms: Standing) => {
    for (const [room, seq] of Object.entries(rooms)) seen.set(room, seq);
    batch.add(everything);
  });
  socket.on("disconnect", (why) => {
    tell("reconnecting");
    // The server closed it on purpose (its restart, or a session that ended): the client library would stay away.
    if (why === "io server disconnect") comeBack();
  });
  socket.on("connect_error", () => {
    tell("reconnecting");
    // Refused by the server itself: the client library does not come back from that by itself.
    if (!socket.active) comeBack();
  });
  listen(socket, seen, batch.add);

  return () => {
    batch.stop();
    clearTimeout(timer);
    socket.removeAllListeners().disconnect();
  };
}

function listen(socket: Socket, seen: Map<string, number>, add: (changed: readonly Area[]) => void): void {
  for (const [name, changed] of Object.entries(stale)) {
    socket.on(name, (event: LiveEvent) => {
      const last = seen.get(event.room);
      // It came before, or before what was missed: that is on its way.
      if (last !== undefined && event.seq !== last + 1) return;
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
