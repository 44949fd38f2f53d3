import { isUnavailable } from "../core/errors.ts";
import type { House } from "../platform/house.ts";
import { type CurvePoint, noteProgress, searched } from "./plans.sql.ts";

/** So often a search says how it stands, and hears whether anybody still waits for it. */
const everyMs = 500;

export interface Search {
  organizationId: string;
  planId: string;
  /** Nobody waits for it any more. */
  controller: AbortController;
  /** Somebody wants what there is by now. */
  enough: AbortController;
}

/** Notes in a plan how its search stands, twice a second from the beginning on, and hears from it whether anybody waits, and how long. */
export class Heartbeat {
  readonly #house: House;
  readonly #search: Search;
  readonly #timer: NodeJS.Timeout;
  readonly #curve: CurvePoint[] = [];
  #latest: CurvePoint | undefined;
  #begunAt: number | undefined;
  #timeLimitMs = 0;
  #beating: Promise<void> | undefined;

  constructor(house: House, search: Search) {
    this.#house = house;
    this.#search = search;
    this.#timer = setInterval(() => {
      this.#beating ??= this.#beat().finally(() => (this.#beating = undefined));
    }, everyMs).unref();
  }

  /** The search has its turn. */
  begin(timeLimitMs: number): void {
    this.#begunAt = performance.now();
    this.#timeLimitMs = timeLimitMs;
  }

  note(found: { objective: number; bound: number }): void {
    this.#latest = { ms: this.#elapsed(), objective: found.objective, bound: found.bound };
  }

  /** Waits for what is being written. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
  }

  /** What was noted, and where it ended. */
  curveTo({ objective, bound }: { objective: number; bound: number }): CurvePoint[] {
    return [...this.#curve, { ms: this.#elapsed(), objective, bound }];
  }

  #elapsed(): number {
    return this.#begunAt === undefined ? 0 : Math.round(performance.now() - this.#begunAt);
  }

  async #beat(): Promise<void> {
    if (this.#latest && this.#latest !== this.#curve.at(-1)) this.#curve.push(this.#latest);
    const progress = Math.min(99, Math.floor((100 * this.#elapsed()) / Math.max(1, this.#timeLimitMs)));
    const state = { progress, curve: this.#curve };
    const { organizationId, planId, controller, enough } = this.#search;
    try {
      const version = await this.#house.postgres.write(organizationId, (tx) =>
        noteProgress(tx, planId, state, this.#house.now()),
      );
      if (version === null) controller.abort();
      else if (version !== searched) enough.abort();
    } catch (error) {
      // Away for the moment: the next beat says it.
      if (!isUnavailable(error)) controller.abort(error);
    }
  }
}
