import type { Postgres } from "./database.ts";
import { type RoomEvent, selectLastSeqs, selectRoomEvents } from "./outbox.sql.ts";

interface Followed {
  /** Up to here everything was emitted. */
  seq: number;
  followers: number;
}

const pageSize = 500;
const sweepEveryMs = 5_000;

/**
 * Reads on in the rooms that sockets of this process follow, and emits what is new, room by room, in order and without a gap.
 *
 * News of the bus only says when to look; a look every few seconds finds what it could not say. So nothing depends on each
 * piece of news arriving, nor on their order.
 */
export class RoomFeed {
  readonly #postgres: Postgres;
  readonly #emit: (organizationId: string, event: RoomEvent) => void;
  readonly #followed = new Map<string, Map<string, Followed>>();
  readonly #waiting = new Set<string>();
  readonly #sweep: NodeJS.Timeout;
  #running: Promise<void> | undefined;

  constructor(postgres: Postgres, emit: (organizationId: string, event: RoomEvent) => void) {
    this.#postgres = postgres;
    this.#emit = emit;
    this.#sweep = setInterval(() => this.wakeAll(), sweepEveryMs).unref();
  }

  /** From now on these rooms are read, until `unfollow`. Throws `unavailable`. */
  async follow(organizationId: string, rooms: readonly string[]): Promise<void> {
    const lastSeqs = await this.#postgres.read(organizationId, (database) => selectLastSeqs(database, rooms));
    const followed = this.#followed.get(organizationId) ?? new Map<string, Followed>();
    this.#followed.set(organizationId, followed);
    for (const [room, seq] of lastSeqs) {
      const one = followed.get(room) ?? { seq, followers: 0 };
      one.followers++;
      followed.set(room, one);
    }
    // What was numbered between the look and now was news to nobody.
    this.wake(organizationId);
  }

  unfollow(organizationId: string, rooms: readonly string[]): void {
    const followed = this.#followed.get(organizationId);
    for (const room of rooms) {
      const one = followed?.get(room);
      if (one && --one.followers === 0) followed?.delete(room);
    }
    if (followed?.size === 0) this.#followed.delete(organizationId);
  }

  /** What was emitted last in a room that is followed. */
  seqOf(organizationId: string, room: string): number {
    return this.#followed.get(organizationId)?.get(room)?.seq ?? 0;
  }

  /** Reads on at once, for who knows that something is new. Throws `unavailable`. */
  async catchUp(organizationId: string): Promise<void> {
    await this.#readOne(organizationId);
  }

  /** An organization's rooms may have something new. Calls that come while they are being read are remembered. */
  wake(organizationId: string): void {
    if (!this.#followed.has(organizationId)) return;
    this.#waiting.add(organizationId);
    this.#running ??= this.#read();
  }

  wakeAll(): void {
    for (const organizationId of this.#followed.keys()) this.wake(organizationId);
  }

  /** Waits for the look under way. */
  async stop(): Promise<void> {
    clearInterval(this.#sweep);
    this.#followed.clear();
    this.#waiting.clear();
    await this.#running;
  }

  async #read(): Promise<void> {
    // Not in the turn of who woke us: several pieces of news make one look.
    await Promise.resolve();
    for (const organizationId of this.#waiting) {
      this.#waiting.delete(organizationId);
      // A database that is away is asked again by the sweep, or when the bus is back.
      await this.#readOne(organizationId).catch(() => {});
    }
    this.#running = undefined;
  }

  async #readOne(organizationId: string): Promise<void> {
    const asked = new Map(this.#followed.get(organizationId));
    const since = new Map([...asked].map(([room, { seq }]) => [room, seq]));
    const events = await this.#postgres.read(organizationId, (snapshot) => {
      const found = selectRoomEvents(snapshot, since, pageSize);
      snapshot.end();
      return found;
    });
    for (const event of events) this.#pass(organizationId, event, asked.get(event.room)!);
    if (events.length >= pageSize) this.wake(organizationId);
  }

  /**
   * A room that was left and followed anew meanwhile may stand elsewhere now: it is read again from there. And of two looks at once one
   * has emitted what the other found, too.
   */
  #pass(organizationId: string, event: RoomEvent, asked: Followed): void {
    if (this.#followed.get(organizationId)?.get(event.room) !== asked || event.seq <= asked.seq) return;
    asked.seq = event.seq;
    this.#emit(organizationId, event);
  }
}
