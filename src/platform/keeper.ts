import { DueOrganizations } from "./due-organizations.ts";
import type { House } from "./house.ts";
import { selectOrganizationIds } from "./organizations.sql.ts";
import { type Log, reportFailure } from "./report-failure.ts";

/** A busy desk makes news sixty times a second, and each look at it costs about as much as what it is looked at for. */
const restMs = 500;

interface Upkeep {
  /** Done again it changes nothing. Several processes may do it at once. */
  work: (organizationId: string) => Promise<unknown>;
  /** How often it looks at every organization: what nobody told it, and what a lost connection kept from it. */
  everyMs: number;
  /** What the log says when it fails. */
  complaint: string;
}

/**
 * Does what nobody asks for, one organization after another: all of them after a start and every so often, and one soon after
 * news of it in any process, which comes through the bus. What fails for one organization does not keep the others waiting.
 */
export class Keeper {
  readonly #house: House;
  readonly #log: Log;
  readonly #upkeep: Upkeep;
  readonly #due = new DueOrganizations((id) => this.#work(id), restMs);
  #timer: NodeJS.Timeout | undefined;

  constructor(house: House, log: Log, upkeep: Upkeep) {
    this.#house = house;
    this.#log = log;
    this.#upkeep = upkeep;
  }

  start(): void {
    const go = () => void this.#wakeAll().catch((error: unknown) => this.#complain(error));
    this.#timer = setInterval(go, this.#upkeep.everyMs).unref();
    go();
  }

  /** There may be something to do for this organization. Calls that come meanwhile are remembered. */
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
    await this.#upkeep.work(organizationId).catch((error: unknown) => this.#complain(error));
  }

  #complain(error: unknown): void {
    if (!this.#due.stopping) reportFailure(this.#log, error, this.#upkeep.complaint);
  }
}
