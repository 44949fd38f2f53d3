import type { IncomingMessage, Server as HttpServer } from "node:http";
import { Server, type ServerOptions, type Socket } from "socket.io";
import { isUnavailable } from "../core/errors.ts";
import type { Caller } from "./http/caller.ts";
import type { Postgres } from "./database.ts";
import { RoomFeed } from "./room-feed.ts";
import { type ListenerOptions, payloadOf, roomKey, RoomListener } from "./room-listener.ts";

export interface Realtime {
  /** An organization's rooms have something new. */
  tell(organizationId: string): void;
  /** Any room may have something new. */
  tellAll(): void;
  /** Ends every socket and lets no new one in. The HTTP server goes on: it has requests to answer. */
  close(): Promise<void>;
}

interface RealtimeOptions {
  postgres: Postgres;
  /** Who a handshake belongs to, by its cookie or token; throws when it is nobody's. */
  identify: (headers: { cookie: string | undefined; token: string | undefined }) => Promise<Caller>;
  /** The rooms that a caller belongs to; a client cannot choose. */
  roomsOf: (caller: Caller) => Promise<string[]>;
  /** How often whoever listens is looked up again. */
  asksEveryMs?: number | undefined;
}

const usuallyAsksEveryMs = 60_000;

type AllowRequest = NonNullable<ServerOptions["allowRequest"]>;
type Place = Pick<ListenerOptions, "organizationId" | "rooms">;

/** Socket.IO on the server's own port. Payloads carry ids and versions, never a record: the client fetches by its own rights. */
export function openRealtime(http: HttpServer, options: RealtimeOptions): Realtime {
  let open = true;
  const allowRequest: AllowRequest = (request, decide) => decide(null, open && isSameOrigin(request));
  const io = new Server(http, { serveClient: false, maxHttpBufferSize: 16_384, allowRequest });
  const feed = new RoomFeed(options.postgres, (organizationId, event) => {
    io.to(roomKey(organizationId, event.room)).emit(event.kind, payloadOf(event));
  });
  io.use((socket, next) => void welcome(socket, next, options));
  io.on("connection", (socket) => {
    new RoomListener(socket, { ...(socket.data as Place), feed, postgres: options.postgres }).start();
    askAgain(socket, options);
  });
  return {
    tell: (organizationId) => feed.wake(organizationId),
    tellAll: () => feed.wakeAll(),
    // Not io.close(): it closes the HTTP server as well, and then waits for whoever keeps a connection.
    close: async () => {
      open = false;
      io.engine.close();
      await feed.stop();
    },
  };
}

/** A page of another origin must not listen in with the visitor's cookie. Programs send no Origin. */
function isSameOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

async function welcome(socket: Socket, next: (refused?: Error) => void, options: RealtimeOptions): Promise<void> {
  try {
    socket.data = await placeOf(socket, options);
    next();
  } catch (error) {
    // A client's library gives up when it is refused, and tries again when the connection breaks.
    if (isUnavailable(error)) socket.conn.close();
    else next(new Error("not_signed_in"));
  }
}

async function placeOf(socket: Socket, { identify, roomsOf }: RealtimeOptions): Promise<Place> {
  const token: unknown = socket.handshake.auth["token"];
  const caller = await identify({
    cookie: socket.handshake.headers.cookie,
    token: typeof token === "string" ? token : undefined,
  });
  return { organizationId: caller.organizationId, rooms: await roomsOf(caller) };
}

/**
 * A session may have ended since it was let in, or a clinic been opened. The connection of whoever would not be let in any more, or into
 * other rooms, is ended; who still may comes back by itself and hears what it missed.
 */
function askAgain(socket: Socket, options: RealtimeOptions): void {
  const look = async () => {
    if (!(await isWhereItMayBe(socket, options))) socket.conn.close();
  };
  const timer = setInterval(() => void look(), options.asksEveryMs ?? usuallyAsksEveryMs);
  socket.once("disconnect", () => clearInterval(timer));
}

/** A database that is away takes nobody's rights. */
async function isWhereItMayBe(socket: Socket, options: RealtimeOptions): Promise<boolean> {
  try {
    const { rooms } = await placeOf(socket, options);
    return rooms.join() === (socket.data as Place).rooms.join();
  } catch (error) {
    return isUnavailable(error);
  }
}
