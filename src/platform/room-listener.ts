import type { Socket } from "socket.io";
import { z } from "zod";
import type { Postgres } from "./database.ts";
import { type RoomEvent, selectLastSeqs, selectRoomEvents } from "./outbox.sql.ts";
import type { RoomFeed } from "./room-feed.ts";

const resumption = z.record(z.string().max(64), z.int().min(0));
/** Who missed more in a room fetches what it shows instead. */
const resumeLimit = 1_000;
/** How long a fresh connection may take to say what it has seen, before it is told what happens: who resumes gets all in order. */
const graceMs = 500;

export interface ListenerOptions {
  organizationId: string;
  rooms: readonly string[];
  feed: RoomFeed;
  postgres: Postgres;
}

/**
 * One connected screen: gets what it missed, then what happens, without a gap or a step back in between.
 *
 * A room is heard live from the very turn in which the screen has come to where the room is; until then, and again during each
 * `resume`, its events are read for the screen alone. `stale` names the rooms in which it must fetch everything, and the number
 * from which on it hears them.
 */
export class RoomListener {
  readonly #socket: Socket;
  readonly #options: ListenerOptions;
  /** The last number that this screen has of each room, as long as the room is not heard live. */
  readonly #seen = new Map<string, number>();
  #work = Promise.resolve();

  constructor(socket: Socket, options: ListenerOptions) {
    this.#socket = socket;
    this.#options = options;
  }

  /** From now on the screen is told, until it goes. */
  start(): void {
    const { rooms } = this.#options;
    this.#next(() => this.#begin());
    let resumed = false;
    // A busy process looks at its clock before it reads what has arrived: `resume` may be there already.
    const grace = setTimeout(() => {
      setImmediate(() => {
        if (!resumed) this.#next(() => this.#bring(rooms));
      });
    }, graceMs);
    this.#socket.once("disconnect", () => clearTimeout(grace));
    this.#socket.on("resume", (asked: unknown, answer?: unknown) => {
      resumed = true;
      clearTimeout(grace);
      this.#next(() => this.#resume(asked));
      this.#next(() => this.#tell(answer));
    });
  }

  /** One step after the other: a `resume` during another one begins where that one ended. */
  #next(step: () => Promise<void> | void): void {
    const before = this.#work;
    this.#work = (async () => {
      await before;
      if (this.#socket.connected) await step();
    })();
  }

  async #begin(): Promise<void> {
    const { organizationId, rooms, feed } = this.#options;
    try {
      await feed.follow(organizationId, rooms);
    } catch {
      // The client's library tries again when the connection breaks, and only then.
      this.#socket.conn.close();
      return;
    }
    const leave = () => feed.unfollow(organizationId, rooms);
    if (!this.#socket.connected) return leave();
    this.#socket.once("disconnect", leave);
    for (const room of rooms) this.#seen.set(room, feed.seqOf(organizationId, room));
  }

  async #resume(asked: unknown): Promise<void> {
    const { data } = resumption.safeParse(asked);
    if (!data) return this.#giveUp(this.#options.rooms);
    for (const [room, seq] of Object.entries(data)) {
      if (!this.#seen.has(room)) continue;
      await this.#socket.leave(this.#keyOf(room));
      this.#seen.set(room, seq);
    }
    await this.#bring(this.#options.rooms);
  }

  async #bring(rooms: readonly string[]): Promise<void> {
    for (const room of rooms)
      if (!this.#socket.rooms.has(this.#keyOf(room))) await this.#bringInto(room).catch(() => this.#giveUp([room]));
  }

  /** Brings the screen to where the room is and lets it in, in the same turn. */
  async #bringInto(room: string): Promise<void> {
    const { organizationId, feed } = this.#options;
    const ahead = () => this.#seen.get(room)! - feed.seqOf(organizationId, room);
    // It may have made its number up.
    if (ahead() > 0) await this.#resend(room);
    while (ahead() !== 0) await (ahead() < 0 ? this.#resend(room) : this.#catchUp(room));
    this.#enter(room);
  }

  /** Has this process tell the others what the screen knows already: from another process, or because it was just read for it. */
  async #catchUp(room: string): Promise<void> {
    const { organizationId, feed } = this.#options;
    const before = feed.seqOf(organizationId, room);
    await feed.catchUp(organizationId);
    if (feed.seqOf(organizationId, room) === before) throw new Error("The room has less than its number says.");
  }

  /** Sends what the room has beyond what the screen has seen: all of it, or `stale` when that is too much, forgotten, or was never said. */
  async #resend(room: string): Promise<void> {
    const seen = this.#seen.get(room)!;
    const { last, missed } = await this.#readSince(room, seen);
    const current = Math.max(last, missed.at(-1)?.seq ?? 0);
    this.#seen.set(room, current);
    if (current - seen !== missed.length) this.#socket.emit("stale", { [room]: current });
    else for (const event of missed) this.#socket.emit(event.kind, payloadOf(event));
  }

  async #readSince(room: string, seq: number): Promise<{ last: number; missed: RoomEvent[] }> {
    const { organizationId, postgres } = this.#options;
    return await postgres.read(organizationId, async (snapshot) => {
      const found = Promise.all([
        selectLastSeqs(snapshot, [room]),
        selectRoomEvents(snapshot, new Map([[room, seq]]), resumeLimit),
      ]);
      snapshot.end();
      const [lastSeqs, missed] = await found;
      return { last: lastSeqs.get(room)!, missed };
    });
  }

  /** When nobody can say what was missed. */
  #giveUp(rooms: readonly string[]): void {
    const { organizationId, feed } = this.#options;
    const standing = Object.fromEntries(rooms.map((room) => [room, feed.seqOf(organizationId, room)]));
    this.#socket.emit("stale", standing);
    for (const room of rooms) this.#enter(room);
  }

  /** Where its rooms stand: who has heard nothing of one can resume from there. */
  #tell(answer: unknown): void {
    const { organizationId, rooms, feed } = this.#options;
    if (typeof answer === "function")
      answer(Object.fromEntries(rooms.map((room) => [room, feed.seqOf(organizationId, room)])));
  }

  /** Who is gone would stay in the room for ever. */
  #enter(room: string): void {
    if (this.#socket.connected) void this.#socket.join(this.#keyOf(room));
  }

  #keyOf(room: string): string {
    return roomKey(this.#options.organizationId, room);
  }
}

export const roomKey = (organizationId: string, room: string): string => `${organizationId} ${room}`;

export const payloadOf = ({ kind: _, ...payload }: RoomEvent) => payload;
