import type { IncomingMessage, Server as HttpServer } from "node:http";
import { Server, type ServerOptions, type Socket } from "socket.io";
import { z } from "zod";
import type { Caller } from "./http/caller.ts";
import type { Postgres } from "./database.ts";
import { type RoomEvent, selectRoomEvents } from "./outbox.sql.ts";

export interface Realtime {
  /** Hands an event to the sockets of its room in this process. */
  emit(organizationId: string, event: SentEvent): void;
  /** Ends every socket and lets no new one in. The HTTP server goes on: it has requests to answer. */
  close(): void;
}

type SentEvent = Omit<RoomEvent, "occurred_at"> & { occurred_at: unknown };

interface RealtimeOptions {
  postgres: Postgres;
  /** Who a handshake belongs to, by its cookie or token; throws when it is nobody's. */
  identify: (headers: { cookie: string | undefined; token: string | undefined }) => Promise<Caller>;
  /** The rooms that a caller belongs to; a client cannot choose. */
  roomsOf: (caller: Caller) => Promise<string[]>;
}

type AllowRequest = NonNullable<ServerOptions["allowRequest"]>;

const resumption = z.record(z.string().max(64), z.int().min(0));
const resumeLimit = 1000;

/** Socket.IO on the server's own port. Payloads carry ids and versions, never a record: the client fetches by its own rights. */
export function openRealtime(http: HttpServer, options: RealtimeOptions): Realtime {
  let open = true;
  const allowRequest: AllowRequest = (request, decide) => decide(null, open && isSameOrigin(request));
  const io = new Server(http, { serveClient: false, maxHttpBufferSize: 16_384, allowRequest });
  io.use((socket, next) => void welcome(socket, next, options));
  io.on("connection", (socket) => {
    socket.on("resume", (asked: unknown) => {
      resume(socket, asked, options.postgres).catch(() => socket.emit("stale"));
    });
  });
  return {
    emit: (organizationId, event) => void io.to(roomKey(organizationId, event.room)).emit(event.kind, payloadOf(event)),
    // Not io.close(): it closes the HTTP server as well, and then waits for whoever keeps a connection.
    close: () => {
      open = false;
      io.engine.close();
    },
  };
}

/** A page of another origin must not listen in with the visitor's cookie. Programs send no Origin. */
function isSameOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

async function welcome(socket: Socket, next: (refused?: Error) => void, options: RealtimeOptions): Promise<void> {
  const refused = await join(socket, options).then(
    () => undefined,
    () => new Error("not_signed_in"),
  );
  next(refused);
}

async function join(socket: Socket, { identify, roomsOf }: RealtimeOptions): Promise<void> {
  const token: unknown = socket.handshake.auth["token"];
  const caller = await identify({
    cookie: socket.handshake.headers.cookie,
    token: typeof token === "string" ? token : undefined,
  });
  socket.data = { organizationId: caller.organizationId };
  await socket.join((await roomsOf(caller)).map((room) => roomKey(caller.organizationId, room)));
}

/** Sends again what the client missed in its own rooms; `stale` tells it to fetch everything because too much was missed. */
async function resume(socket: Socket, asked: unknown, postgres: Postgres): Promise<void> {
  const { organizationId } = socket.data as { organizationId: string };
  for (const [room, seq] of Object.entries(resumption.parse(asked))) {
    if (!socket.rooms.has(roomKey(organizationId, room))) continue;
    const missed = await postgres.read(organizationId, (database) =>
      selectRoomEvents(database, room, seq, resumeLimit),
    );
    if (missed.length === resumeLimit) socket.emit("stale");
    for (const event of missed) socket.emit(event.kind, payloadOf(event));
  }
}

const roomKey = (organizationId: string, room: string): string => `${organizationId} ${room}`;

const payloadOf = ({ kind: _, ...payload }: SentEvent) => payload;
