import type { Temporal } from "temporal-polyfill";
import { DueOrganizations } from "../../platform/due-organizations.ts";
import type { House } from "../../platform/house.ts";
import { selectOrganizationIds } from "../../platform/organizations.sql.ts";
import { type Log, reportFailure } from "../../platform/report-failure.ts";
import { fillStandings } from "./fill-standing.ts";

/** The clocks of two processes may differ by so much. */
const marginSeconds = 60;

/**
 * Admits standing patients to sessions soon after these are generated, or have room again: news of sessions in any process wakes it
 * through the bus. After a start it looks once at everything. Several processes may do it: nobody can be in one session twice.
 */
export class StandingKeeper {
  readonly #house: House;
  readonly #log: Log;
  readonly #due = new DueOrganizations((id) => this.#work(id));
  /** Up to when the sessions of an organization were looked at. */
  readonly #seen = new Map<string, Temporal.Instant>();

  constructor(house: House, log: Log) {
    this.#house = house;
    this.#log = log;
  }

  start(): void {
    void this.#wakeAll().catch((error: unknown) => this.#complain(error));
  }

  /** Sessions of this organization may have been made or changed. Calls that come meanwhile are remembered. */
  wake(organizationId: string): void {
    this.#due.add(organizationId);
  }

  /** Waits for the organization at hand; the rest stays due. */
  async stop(): Promise<void> {
    await this.#due.stop();
  }

  async #wakeAll(): Promise<void> {
    for (const id of await selectOrganizationIds(this.#house.postgres)) this.wake(id);
  }

  async #work(organizationId: string): Promise<void> {
    const now = this.#house.now();
    const since = this.#seen.get(organizationId)?.subtract({ seconds: marginSeconds }) ?? null;
    try {
      await fillStandings(this.#house, organizationId, since);
      this.#seen.set(organizationId, now);
    } catch (error) {
      this.#complain(error);
    }
  }

  #complain(error: unknown): void {
    if (!this.#due.stopping) reportFailure(this.#log, error, "standing patients could not be admitted");
  }
}
