import { setTimeout as sleep } from "node:timers/promises";

/**
 * The organizations for which there is something to do, worked on one after another, at once after a rest. Calls that come
 * meanwhile are remembered.
 */
export class DueOrganizations {
  readonly #work: (organizationId: string) => Promise<void>;
  readonly #restMs: number;
  readonly #waiting = new Set<string>();
  #running: Promise<void> | undefined;
  readonly #closing = new AbortController();

  /** `work` deals with its own failures. `restMs` lie between the end of one round and the next. */
  constructor(work: (organizationId: string) => Promise<void>, restMs = 0) {
    this.#work = work;
    this.#restMs = restMs;
  }

  get stopping(): boolean {
    return this.#closing.signal.aborted;
  }

  add(organizationId: string): void {
    if (this.stopping) return;
    this.#waiting.add(organizationId);
    this.#running ??= this.#empty();
  }

  /** Waits for the organization at hand; the rest stays due. */
  async stop(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #empty(): Promise<void> {
    while (this.#waiting.size > 0 && !this.stopping) {
      const organizationIds = [...this.#waiting];
      this.#waiting.clear();
      for (const id of organizationIds) if (!this.stopping) await this.#work(id);
      await this.#rest();
    }
    // In the same turn as the last look at who waits, so that nobody can come in between.
    this.#running = undefined;
  }

  async #rest(): Promise<void> {
    if (this.#restMs === 0) return;
    await sleep(this.#restMs, undefined, { signal: this.#closing.signal, ref: false }).catch(() => {});
  }
}
