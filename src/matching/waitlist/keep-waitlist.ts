import { DueOrganizations } from "../../platform/due-organizations.ts";
import type { House } from "../../platform/house.ts";
import { selectOrganizationIds } from "../../platform/organizations.sql.ts";
import { type Log, reportFailure } from "../../platform/report-failure.ts";
import { workWaitlist } from "./work-waitlist.ts";

const lookEveryMs = 3_000;

/**
 * Offers freed time soon after it is freed, and to the next one when an offer lapses. News of appointments in any process wakes it
 * through the bus; a look every few seconds finds what lapsed, and what a lost connection kept from it. Several processes may
 * do it: each opening is taken by one of them.
 */
export class WaitlistKeeper {
  readonly #house: House;
  readonly #log: Log;
  readonly #due = new DueOrganizations((id) => this.#work(id));
  #timer: NodeJS.Timeout | undefined;

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
    this.#due.add(organizationId);
  }

  /** Waits for the organization at hand; the rest stays due. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#due.stop();
  }

  /** One look at every organization. */
  async round(): Promise<void> {
    for (const id of await selectOrganizationIds(this.#house.postgres)) if (!this.#due.stopping) await this.#work(id);
  }

  async #wakeAll(): Promise<void> {
    for (const id of await selectOrganizationIds(this.#house.postgres)) this.wake(id);
  }

  async #work(organizationId: string): Promise<void> {
    await workWaitlist(this.#house, organizationId).catch((error: unknown) => this.#complain(error));
  }

  #complain(error: unknown): void {
    if (!this.#due.stopping) reportFailure(this.#log, error, "freed time could not be offered");
  }
}
