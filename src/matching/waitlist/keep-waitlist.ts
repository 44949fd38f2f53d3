import { isUnavailable } from "../../core/errors.ts";
import type { House } from "../../platform/house.ts";
import { selectOrganizationIds } from "../../platform/organizations.sql.ts";
import { workWaitlist } from "./work-waitlist.ts";

const lookEveryMs = 3_000;

type Log = { error: (about: object, message: string) => void };

/**
 * Offers freed time soon after it is freed, and to the next one when an offer lapses. News of appointments in any process wakes it
 * through the bus; a look every few seconds finds what lapsed, and what a lost connection kept from it. Several processes may
 * do it: each opening is taken by one of them.
 */
export class WaitlistKeeper {
  readonly #house: House;
  readonly #log: Log;
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopping = false;

  constructor(house: House, log: Log) {
    this.#house = house;
    this.#log = log;
  }

  start(): void {
    const go = () => void this.#wakeAll().catch((error: unknown) => this.#complain(error));
    this.#timer = setInterval(go, lookEveryMs).unref();
    go();
  }

  /** Time may have been freed in this organization, or an offer answered. Calls that come meanwhile are remembered. */
  wake(organizationId: string): void {
    if (this.#stopping) return;
    this.#waiting.add(organizationId);
    this.#running ??= this.#keep();
  }

  /** Waits for the organization at hand; the rest stays due. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** One look at every organization. */
  async round(): Promise<void> {
    for (const id of await selectOrganizationIds(this.#house.postgres)) if (!this.#stopping) await this.#work(id);
  }

  async #wakeAll(): Promise<void> {
    for (const id of await selectOrganizationIds(this.#house.postgres)) this.wake(id);
  }

  async #keep(): Promise<void> {
    while (this.#waiting.size > 0 && !this.#stopping) {
      const organizationIds = [...this.#waiting];
      this.#waiting.clear();
      for (const id of organizationIds) if (!this.#stopping) await this.#work(id);
    }
    // In the same turn as the last look at who waits, so that nobody can come in between.
    this.#running = undefined;
  }

  async #work(organizationId: string): Promise<void> {
    await workWaitlist(this.#house, organizationId).catch((error: unknown) => this.#complain(error));
  }

  #complain(error: unknown): void {
    if (isUnavailable(error) || this.#stopping) return;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    this.#log.error({ name: error instanceof Error ? error.name : "unknown", code }, "freed time could not be offered");
  }
}
