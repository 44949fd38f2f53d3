import { DueOrganizations } from "../../platform/due-organizations.ts";
import type { House } from "../../platform/house.ts";
import { selectOrganizationIds } from "../../platform/organizations.sql.ts";
import { type Log, reportFailure } from "../../platform/report-failure.ts";
import type { LearnedDurations } from "./learned-durations.ts";
import { tellEstimates } from "./tell-estimates.ts";

const lookEveryMs = 5_000;

/**
 * Keeps what patients are told on joining the queue, within seconds, so that it can be held against what came; and learns anew how
 * long services take. News of the queue in any process wakes it. Several processes may do it: what was told first stays.
 */
export class EstimateKeeper {
  readonly #house: House;
  readonly #learned: LearnedDurations;
  readonly #log: Log;
  readonly #due = new DueOrganizations((id) => this.#work(id));
  #timer: NodeJS.Timeout | undefined;

  constructor(house: House, learned: LearnedDurations, log: Log) {
    this.#house = house;
    this.#learned = learned;
    this.#log = log;
  }

  start(): void {
    const go = () => void this.#wakeAll().catch((error: unknown) => this.#complain(error));
    this.#timer = setInterval(go, lookEveryMs).unref();
    go();
  }

  /** Somebody may have joined a queue of this organization. */
  wake(organizationId: string): void {
    this.#due.add(organizationId);
  }

  /** Waits for the organization at hand; the rest stays due. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#due.stop();
  }

  async #wakeAll(): Promise<void> {
    for (const id of await selectOrganizationIds(this.#house.postgres)) this.wake(id);
  }

  async #work(organizationId: string): Promise<void> {
    await tellEstimates(this.#house, organizationId, this.#learned).catch((error: unknown) => this.#complain(error));
  }

  #complain(error: unknown): void {
    if (!this.#due.stopping) reportFailure(this.#log, error, "what patients are told of their wait could not be kept");
  }
}
