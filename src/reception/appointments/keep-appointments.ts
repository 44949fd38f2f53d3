import type { Temporal } from "temporal-polyfill";
import { isUnavailable } from "../../core/errors.ts";
import { lockAppointment } from "../../booking/appointments.ts";
import { readRunOutRequests } from "../../demand/call-off.ts";
import type { Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { selectOrganizationIds } from "../../platform/organizations.sql.ts";
import { type Log, reportFailure } from "../../platform/report-failure.ts";
import { lockVisit, readVisitOfAppointment } from "../../visits/visits.ts";
import { expireOne } from "./expire.ts";
import { expireRequest } from "../contracts/expire-request.ts";
import { markMissed } from "./no-show.ts";
import { type Overdue, selectOverdue, selectRunOutHolds } from "./overdue.sql.ts";

const everyMs = 1_000;
/** Requests, missed appointments and days that went by are looked for each so many rounds: a minute is their grain, a second that of holds. */
const overdueRounds = 10;
/** How far back they are looked for: first what was missed while nobody was running, then only what has just come. */
const [firstDays, otherDays] = [7, 1];
const atOnce = 100;
/** What could not be ended for a reason of its own is not tried each second. */
const restMs = 600_000;

/**
 * Ends what nobody ends: holds that ran out, requests whose start has come, appointments to which nobody came where the clinic
 * has a grace for that, booking requests whose last day has gone by. Every process does it; each is its own short transaction that
 * looks again behind its lock, so two of them do no harm. What fails because the database is away is done in a later round.
 */
export class AppointmentKeeper {
  readonly #house: House;
  readonly #log: Log;
  readonly #known = new Set<string>();
  readonly #failedAt = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #rounds = 0;
  #stopping = false;

  constructor(house: House, log: Log) {
    this.#house = house;
    this.#log = log;
  }

  start(): void {
    const go = () => {
      this.#running ??= this.round().finally(() => (this.#running = undefined));
    };
    this.#timer = setInterval(go, everyMs).unref();
    go();
  }

  /** Waits for the transaction under way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** One look at every organization. */
  async round(): Promise<void> {
    const overdue = this.#rounds++ % overdueRounds === 0;
    const ids = await selectOrganizationIds(this.#house.postgres).catch((error: unknown) => this.#complain(error));
    for (const id of ids ?? [])
      if (!this.#stopping) await this.#look(id, overdue).catch((error) => this.#complain(error));
  }

  async #look(organizationId: string, overdue: boolean): Promise<void> {
    const now = this.#house.now();
    const holds = await this.#house.postgres.read(organizationId, (database) =>
      selectRunOutHolds(database, now, atOnce),
    );
    for (const id of holds) await this.#end(organizationId, id, runOut(id));
    if (!overdue) return;
    const days = this.#known.has(organizationId) ? otherDays : firstDays;
    const late = await this.#house.postgres.read(organizationId, (database) =>
      selectOverdue(database, now, days, atOnce),
    );
    for (const due of late)
      await this.#end(organizationId, due.id, due.status === "pending" ? runOut(due.id) : missed(due));
    const over = await this.#house.postgres.read(organizationId, (database) =>
      readRunOutRequests(database, now, atOnce),
    );
    for (const id of over) await this.#end(organizationId, id, (tx, now) => expireRequest(tx, id, now));
    // Where there was more than is done at once, the next look goes as far back.
    if (late.length < atOnce) this.#known.add(organizationId);
  }

  async #end(organizationId: string, id: string, end: End): Promise<void> {
    if (this.#stopping || performance.now() - (this.#failedAt.get(id) ?? -restMs) < restMs) return;
    const now = this.#house.now();
    try {
      if (await this.#house.postgres.write(organizationId, (tx) => end(tx, now))) this.#house.wake(organizationId);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      this.#failedAt.set(id, performance.now());
      this.#complain(error);
    }
  }

  #complain(error: unknown): void {
    if (!this.#stopping) reportFailure(this.#log, error, "an appointment or request could not be ended");
  }
}

/** Ends one of them, unless it is not to be ended any more; says whether it did. */
type End = (tx: Transaction, now: Temporal.Instant) => Promise<boolean>;

const runOut =
  (id: string): End =>
  (tx, now) =>
    expireOne(tx, id, now);

/** Whoever has arrived, is being called or comes at another time by now is not missing. */
const missed =
  ({ id, starts_at }: Overdue): End =>
  async (tx, now) => {
    const appointment = await lockAppointment(tx, id);
    const known = await readVisitOfAppointment(tx, id);
    const visit = known && (await lockVisit(tx, known.id));
    const expected = appointment?.status === "confirmed" && appointment.starts_at.equals(starts_at);
    if (!expected || (visit?.status !== "scheduled" && visit?.status !== "waiting")) return false;
    await markMissed(tx, id, null, now);
    return true;
  };
