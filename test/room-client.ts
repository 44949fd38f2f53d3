import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";

export interface HeardEvent {
  kind: string;
  room: string;
  seq: number;
  area: string;
  id: string;
  clinic_id: string;
  version: number;
  occurred_at: string;
}

/**
 * A program that listens as the reference says: it takes of each room the number that comes next and nothing else, resumes
 * after each break, and notes what it took. `serverUrls` says where it may connect at the moment.
 */
export class RoomClient {
  /** What it has of each room begins behind this number. */
  readonly begins = new Map<string, number>();
  readonly taken: HeardEvent[] = [];
  /** What came again, or too early. */
  dropped = 0;
  stales = 0;
  connections = 0;
  readonly #seen = new Map<string, number>();
  readonly #token: string;
  readonly #serverUrls: () => string[];
  #socket: Socket | undefined;
  #closed = false;

  constructor(token: string, serverUrls: () => string[]) {
    this.#token = token;
    this.#serverUrls = serverUrls;
    this.#connect();
  }

  /** The last number that it has of a room. */
  seen(room: string): number {
    return this.#seen.get(room) ?? 0;
  }

  rooms(): string[] {
    return [...this.begins.keys()].sort();
  }

  async untilBegun(): Promise<void> {
    while (this.begins.size === 0) await sleep(10);
  }

  /** Breaks the connection as a network does, without a word; it comes back by itself. */
  interrupt(): void {
    const transport = this.#socket?.io.engine?.transport as { ws?: { terminate(): void } } | undefined;
    transport?.ws?.terminate();
  }

  close(): void {
    this.#closed = true;
    this.#socket?.disconnect();
  }

  /** To any server that is up, a new one each time: which one has served it before means nothing. */
  #connect(): void {
    if (this.#closed) return;
    const urls = this.#serverUrls();
    const url = urls[this.connections % urls.length];
    if (url === undefined) return void setTimeout(() => this.#connect(), 20);
    const socket = io(url, {
      auth: { token: this.#token },
      reconnection: false,
      forceNew: true,
      transports: ["websocket"],
    });
    this.#socket = socket;
    const again = () => {
      socket.removeAllListeners().disconnect();
      setTimeout(() => this.#connect(), 20);
    };
    socket.once("connect_error", again).once("disconnect", again);
    socket.on("connect", () => this.#resume(socket));
    socket.on("stale", (rooms: Record<string, number>) => {
      this.stales++;
      for (const [room, seq] of Object.entries(rooms)) this.#seen.set(room, seq);
    });
    socket.onAny((kind: string, event: Omit<HeardEvent, "kind">) => {
      if (kind !== "stale") this.#take({ kind, ...event });
    });
  }

  #resume(socket: Socket): void {
    this.connections++;
    socket.emit("resume", Object.fromEntries(this.#seen), (rooms: Record<string, number>) => {
      for (const [room, seq] of Object.entries(rooms)) {
        if (!this.begins.has(room)) this.begins.set(room, seq);
        if (!this.#seen.has(room)) this.#seen.set(room, seq);
      }
    });
  }

  #take(event: HeardEvent): void {
    if (event.seq !== (this.#seen.get(event.room) ?? NaN) + 1) return void this.dropped++;
    this.#seen.set(event.room, event.seq);
    this.taken.push(event);
  }
}
