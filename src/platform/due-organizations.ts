/** The organizations for which there is something to do, worked on one after another. Calls that come meanwhile are remembered. */
export class DueOrganizations {
  readonly #work: (organizationId: string) => Promise<void>;
  readonly #waiting = new Set<string>();
  #running: Promise<void> | undefined;
  #stopping = false;

  /** `work` deals with its own failures. */
  constructor(work: (organizationId: string) => Promise<void>) {
    this.#work = work;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  add(organizationId: string): void {
    if (this.#stopping) return;
    this.#waiting.add(organizationId);
    this.#running ??= this.#empty();
  }

  /** Waits for the organization at hand; the rest stays due. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  async #empty(): Promise<void> {
    while (this.#waiting.size > 0 && !this.#stopping) {
      const organizationIds = [...this.#waiting];
      this.#waiting.clear();
      for (const id of organizationIds) if (!this.#stopping) await this.#work(id);
    }
    // In the same turn as the last look at who waits, so that nobody can come in between.
    this.#running = undefined;
  }
}
