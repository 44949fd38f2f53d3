import { DomainError } from "../core/errors.ts";
import { planMoves } from "../core/moves.ts";
import type { House } from "../platform/house.ts";
import { selectOrganizationIds } from "../platform/organizations.sql.ts";
import { type Log, reportFailure } from "../platform/report-failure.ts";
import { type Found, searchAnswer } from "./answer-question.ts";
import { Heartbeat, type Search } from "./heartbeat.ts";
import { storeAnswer } from "./plan-record.ts";
import { failSilent, movePlan, selectSilent } from "./plans.sql.ts";
import type { Question } from "./read-question.ts";
import { Turns } from "./turns.ts";

/** Of a search from which nothing was heard for so long the process is gone. */
const silentSeconds = 60;
const roundMs = 10_000;
/** One keeps two cores busy; a small one need not wait for a large one. Others wait for their turn. */
const atOnce = 2;
const usualSeconds = 10;

/**
 * The searches that this process runs in the background. Each notes twice a second in its plan how it stands; when the plan has been
 * cancelled meanwhile, by whatever process, the search stops; when somebody wants what there is, it answers with that. A process that
 * ends says so in its plans, and when it could not, any other one says it a minute later.
 */
export class PlanSearches {
  readonly #house: House;
  readonly #log: Log;
  readonly #running = new Map<string, Pick<Search, "controller" | "enough"> & { done: Promise<void> }>();
  readonly #turns = new Turns(atOnce);
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #stopping = false;

  constructor(house: House, log: Log) {
    this.#house = house;
    this.#log = log;
  }

  start(): void {
    const go = () => {
      this.#looking ??= this.round().finally(() => (this.#looking = undefined));
    };
    this.#timer = setInterval(go, roundMs).unref();
    go();
  }

  /** Stops what is under way; what was searched for is marked as failed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    const running = [...this.#running.values()];
    for (const { controller } of running) controller.abort();
    await Promise.all([this.#looking, ...running.map(({ done }) => done)]);
  }

  begin(organizationId: string, planId: string, question: Question): void {
    const [controller, enough] = [new AbortController(), new AbortController()];
    const done = this.#search({ organizationId, planId, controller, enough }, question).finally(() =>
      this.#running.delete(planId),
    );
    this.#running.set(planId, { controller, enough, done });
  }

  /** Somebody wants what there is by now. */
  end(planId: string): void {
    this.#running.get(planId)?.enough.abort();
  }

  /** Nobody waits for it any more. */
  drop(planId: string): void {
    this.#running.get(planId)?.controller.abort();
  }

  /** One look at every organization for searches whose process is gone. */
  async round(): Promise<void> {
    const ids = await selectOrganizationIds(this.#house.postgres).catch((error: unknown) => this.#complain(error));
    for (const id of ids ?? []) if (!this.#stopping) await this.#look(id).catch((error) => this.#complain(error));
  }

  async #look(organizationId: string): Promise<void> {
    const now = this.#house.now();
    const before = now.subtract({ seconds: silentSeconds });
    const { postgres } = this.#house;
    if (await postgres.read(organizationId, (database) => selectSilent(database, before)))
      await postgres.write(organizationId, (tx) => failSilent(tx, before, "process_gone", now));
  }

  async #search(search: Search, question: Question): Promise<void> {
    const { signal } = search.controller;
    const heartbeat = new Heartbeat(this.#house, search);
    try {
      await this.#turns.enter(signal);
      await this.#answer(search, question, heartbeat).finally(() => this.#turns.leave());
    } catch (error) {
      // Who cancelled the plan has said so in it already.
      const isCancelled = signal.aborted && !this.#stopping && !(signal.reason instanceof DomainError);
      if (!isCancelled) await this.#fail(search, error);
    } finally {
      await heartbeat.stop();
    }
  }

  async #answer(
    { organizationId, planId, controller, enough: { signal: enough } }: Search,
    question: Question,
    heartbeat: Heartbeat,
  ) {
    const { signal } = controller;
    const timeLimitMs = (question.asked.time_limit_seconds ?? usualSeconds) * 1000;
    heartbeat.begin(timeLimitMs);
    const onProgress = (found: Found) => heartbeat.note(found);
    const answer = await searchAnswer(this.#house, organizationId, question, {
      timeLimitMs,
      signal,
      enough,
      onProgress,
    });
    signal.throwIfAborted();
    await heartbeat.stop();
    const curve = heartbeat.curveTo(answer);
    const now = this.#house.now();
    await this.#house.postgres.write(organizationId, (tx) => storeAnswer(tx, planId, answer, curve, now));
  }

  async #fail({ organizationId, planId }: Search, error: unknown): Promise<void> {
    this.#complain(error);
    const failure = this.#stopping ? "stopped" : error instanceof DomainError ? error.code : "internal";
    const step = { ...planMoves.fail, version: null, failure, now: this.#house.now() };
    await this.#house.postgres
      .write(organizationId, (tx) => movePlan(tx, planId, step))
      .catch((another: unknown) => this.#complain(another));
  }

  #complain(error: unknown): void {
    if (!this.#stopping) reportFailure(this.#log, error, "a plan could not be made");
  }
}
