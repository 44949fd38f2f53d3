import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { isUuid } from "../core/ids.ts";
import { isUnavailable } from "../core/errors.ts";
import type { Postgres, Transaction } from "./database.ts";
import type { EventBus } from "./event-bus.ts";
import { selectOrganizationIds } from "./organizations.sql.ts";
import { deliver, type Delivery } from "./outbox.sql.ts";
import { reportFailure } from "./report-failure.ts";

const batch = 500;
/**
 * How long commits gather before they leave together: a moment after silence, longer right after others. A batch costs the database
 * about as much as a booking, however small it is, and nobody sees the difference on a screen.
 */
const gatherMs = { first: 15, next: 50 };
/** A database that is away is asked again soon; whatever else goes wrong waits for the sweep. */
const againAfterMs = 250;
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
  #deliveredAtMs = -Infinity;
  #sweep: NodeJS.Timeout | undefined;
  #stopping = false;

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
    if (this.#stopping || !isUuid(organizationId)) return;
    this.#waiting.add(organizationId);
    this.#running ??= this.#empty();
  }

  /** Waits for what is under way; the rest is found by the next process. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#sweep);
    this.#waiting.clear();
    await this.#running;
  }

  async #empty(): Promise<void> {
    while (this.#waiting.size > 0) {
      await this.#gather();
      const organizationIds = [...this.#waiting];
      this.#waiting.clear();
      for (const organizationId of organizationIds) await this.#deliver(organizationId);
      this.#deliveredAtMs = performance.now();
    }
    // In the same turn as the last look at who waits, so that nobody can come in between.
    this.#running = undefined;
  }

  async #gather(): Promise<void> {
    await sleep(Math.max(gatherMs.first, this.#deliveredAtMs + gatherMs.next - performance.now()));
  }

  async #deliver(organizationId: string): Promise<void> {
    try {
      const { mine, taken } = await this.#postgres.write(organizationId, (tx) => this.#number(tx));
      if (!mine || taken === batch) this.wake(organizationId);
    } catch (error) {
      this.#complain(error);
      if (isUnavailable(error)) setTimeout(() => this.wake(organizationId), againAfterMs).unref();
    }
  }

  /** The news leaves with the commit: who dies before it has delivered nothing, who dies after it everything. */
  async #number(tx: Transaction): Promise<Delivery> {
    const delivery = await deliver(tx, batch);
    const told = delivery.taken > 0 ? this.#bus.publish(tx, delivery.areas) : undefined;
    tx.commit();
    await told;
    return delivery;
  }

  async #wakeAll(): Promise<void> {
    for (const id of await selectOrganizationIds(this.#postgres)) this.wake(id);
  }

  #complain(error: unknown): void {
    reportFailure(this.#log, error, "the relay will try again");
  }
}
