import type { Temporal } from "temporal-polyfill";
import type { House } from "../../platform/house.ts";
import { selectRevision } from "../../platform/supply-revision.sql.ts";
import { anyIsOver, finishSessions } from "./finished.sql.ts";
import { announceSessions, generateSessionHorizon } from "./generate-sessions.ts";

/**
 * Keeps the dated sessions of every organization in step with their rules, and ends those that are over. The keeper of inventories does
 * it beside its own work: the same changes concern both.
 */
export class SessionsInStep {
  readonly #house: House;
  /** The revision and the hour for which each organization's sessions were made. */
  readonly #madeFor = new Map<string, string>();

  constructor(house: House) {
    this.#house = house;
  }

  /** Costs one short read where nothing was changed and nothing is over. */
  async keep(organizationId: string): Promise<void> {
    const now = this.#house.now();
    const { revision, over } = await this.#house.postgres.read(organizationId, async (database) => {
      const [known, isOver] = await Promise.all([selectRevision(database), anyIsOver(database, now)]);
      return { revision: known, over: isOver };
    });
    if (over) await this.#finish(organizationId, now);
    // Somewhere on earth a day begins at each hour.
    const key = `${revision} ${Math.floor(now.epochMilliseconds / 3_600_000)}`;
    if (this.#madeFor.get(organizationId) === key) return;
    await generateSessionHorizon(this.#house, organizationId, null);
    this.#madeFor.set(organizationId, key);
  }

  async #finish(organizationId: string, now: Temporal.Instant): Promise<void> {
    await this.#house.postgres.write(organizationId, async (tx) => {
      const done = await finishSessions(tx, now);
      for (const { clinic_id, ...session } of done) await announceSessions(tx, clinic_id, session, now);
    });
    this.#house.wake(organizationId);
  }
}
