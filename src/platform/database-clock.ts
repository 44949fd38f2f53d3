import type { FastifyBaseLogger } from "fastify";
import { Temporal } from "temporal-polyfill";
import { type Lead, learn, timeBy } from "./clock-reading.ts";
import type { Postgres } from "./database.ts";

const askEveryMs = 5_000;
/** The process's clock and its steady one agree unless somebody sets the first, or the machine slept and the second stood still. */
const sleptMs = 1_000;

/**
 * The database's clock as this process knows it: carried on by a steady clock between one look and the next, so that neither a
 * jump of this machine's clock nor a database that is away changes what time it is. All processes of one database agree.
 */
export class DatabaseClock {
  readonly #postgres: Pick<Postgres, "directory">;
  readonly #log: Pick<FastifyBaseLogger, "warn"> | undefined;
  #lead: Lead | undefined;
  #latest = -Infinity;
  #wallLeadMs = 0;
  #asking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  private constructor(postgres: Pick<Postgres, "directory">, log?: Pick<FastifyBaseLogger, "warn">) {
    this.#postgres = postgres;
    this.#log = log;
  }

  /** Asks once, and every five seconds from then on. Throws when the database does not answer the first time. */
  static async open(
    postgres: Pick<Postgres, "directory">,
    log?: Pick<FastifyBaseLogger, "warn">,
  ): Promise<DatabaseClock> {
    const clock = new DatabaseClock(postgres, log);
    await clock.#ask();
    clock.#timer = setInterval(() => clock.#look(), askEveryMs);
    clock.#timer.unref();
    return clock;
  }

  /** To the millisecond. It goes back only when the database's own clock was set back. */
  readonly now = (): Temporal.Instant => {
    const steadyMs = performance.now();
    if (Math.abs(Date.now() - steadyMs - this.#wallLeadMs) > sleptMs) this.#look();
    this.#latest = Math.max(this.#latest, Math.floor(timeBy(this.#lead!, steadyMs)));
    return Temporal.Instant.fromEpochMilliseconds(this.#latest);
  };

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#asking;
  }

  /** A database that is away is asked again later; until then time goes on as it was. */
  #look(): void {
    this.#asking ??= this.#ask()
      .catch(() => {})
      .finally(() => (this.#asking = undefined));
  }

  async #ask(): Promise<void> {
    const sentMs = performance.now();
    this.#wallLeadMs = Date.now() - sentMs;
    const [row] = await this.#postgres.directory<{ ms: number }>(askTime, []);
    const reading = { sentMs, answeredMs: performance.now(), databaseMs: row!.ms };
    const { lead, jumped } = learn(this.#lead, reading);
    if (jumped) {
      this.#latest = -Infinity;
      this.#log?.warn({ ms: Math.round(lead.leastMs - this.#lead!.leastMs) }, "the database's clock was set");
    }
    this.#lead = lead;
  }
}

const askTime = {
  name: "ask_time",
  text: "select extract(epoch from clock_timestamp())::double precision * 1000 as ms",
};
