import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { DomainError } from "../core/errors.ts";
import type { Postgres } from "./database.ts";
import type { EventBus } from "./event-bus.ts";
import { selectOrganizationIds } from "./organizations.sql.ts";
import { deliver } from "./outbox.sql.ts";

const batch = 500;
/** How long commits gather before they leave together. A batch costs the database about as much as a booking, however small it is. */
const gatherMs = 15;
const sweepEveryMs = 5_000;

/**
 * Carries effects out of the outbox, after commit, at least once, in order per room.
 *
 * A commit in this process wakes it at once; a commit elsewhere wakes it through the bus. The sweep finds what a process left
 * behind that died between its commit and its wake-up.
 */
export class Relay {
  readonly #postgres: Postgres;
  readonly #bus: EventBus;
  readonly #log: FastifyBaseLogger;
  readonly #waiting = new Set<string>();
  #running: Promise<void> | undefined;
  #sweep: NodeJS.Timeout | undefined;

  constructor(postgres: Postgres, bus: EventBus, log: FastifyBaseLogger) {
    this.#postgres = postgres;
    this.#bus = bus;
    this.#log = log;
  }

  start(): void {
    const sweep = () => {
      this.#wakeAll().catch((error: unknown) => this.#complain(error));
    };
    this.#sweep = setInterval(sweep, sweepEveryMs);
    this.#sweep.unref();
    sweep();
  }

  /** Something may lie in this organization's outbox. Calls that come while it is being emptied are remembered. */
  wake(organizationId: string): void {
    this.#waiting.add(organizationId);
    this.#running ??= this.#empty();
  }

  /** Waits for what is under way; the rest is found by the next process. */
  async stop(): Promise<void> {
    clearInterval(this.#sweep);
    this.#waiting.clear();
    await this.#running;
  }

  async #empty(): Promise<void> {
    while (this.#waiting.size > 0) {
      await sleep(gatherMs);
      const organizationIds = [...this.#waiting];
      this.#waiting.clear();
      for (const organizationId of organizationIds) await this.#deliver(organizationId);
    }
    // In the same turn as the last look at who waits, so that nobody can come in between.
    this.#running = undefined;
  }

  async #deliver(organizationId: string): Promise<void> {
    try {
      const events = await this.#postgres.write(organizationId, (tx) => deliver(tx, batch));
      if (events.length > 0) await this.#bus.publish(organizationId, events);
      if (events.length >= batch) this.#waiting.add(organizationId);
    } catch (error) {
      this.#complain(error);
    }
  }

  async #wakeAll(): Promise<void> {
    for (const id of await selectOrganizationIds(this.#postgres)) this.wake(id);
  }

  #complain(error: unknown): void {
    if (error instanceof DomainError && error.code === "unavailable") return;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    this.#log.error({ name: error instanceof Error ? error.name : "unknown", code }, "the relay will try again");
  }
}
