import type { Temporal } from "temporal-polyfill";
import { isUnavailable } from "../core/errors.ts";
import { dateOf, instantOfMinute } from "../core/zones.ts";
import type { Transaction } from "../platform/database.ts";
import { DueOrganizations } from "../platform/due-organizations.ts";
import type { House } from "../platform/house.ts";
import { selectOrganizationIds } from "../platform/organizations.sql.ts";
import { type Log, reportFailure } from "../platform/report-failure.ts";
import { convergeSlots, type Piece } from "./converge-slots.ts";
import { type InventoryRow, markRolled, selectDue, setGenerated, takeDue } from "./slot-inventories.sql.ts";
import { SessionsInStep } from "./sessions/keep-sessions.ts";
import { piecesOf, stretchOf } from "./slot-pieces.ts";
import { lockResource } from "./slots.sql.ts";

const lookEveryMs = 3_000;
const rollEveryMs = 3_600_000;
/** How many resources a fresh change may have to wait for. */
const atOnce = 8;

/**
 * Keeps every organization's slots and sessions in step with its rules: soon after each change, and a day further each day.
 *
 * A change in any process wakes it through the bus; a look every few seconds finds what a lost connection kept from it. Once an
 * hour, which is nightly in every zone, what ends before its horizon becomes due. Each resource is its own short transaction;
 * several processes may do it.
 */
export class InventoryKeeper {
  readonly #house: House;
  readonly #log: Log;
  readonly #sessions: SessionsInStep;
  readonly #due = new DueOrganizations((id) => this.#keepOne(id));
  /** Whose horizons are looked at, too: a service may be offered further ahead now, or a day may have passed. */
  readonly #rolling = new Set<string>();
  /** When a resource's slots could not be made, by its id: the others need not wait for it. */
  readonly #failedAt = new Map<string, number>();
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(house: House, log: Log) {
    this.#house = house;
    this.#log = log;
    this.#sessions = new SessionsInStep(house);
  }

  start(): void {
    this.#every(lookEveryMs, (id) => this.#due.add(id));
    this.#every(rollEveryMs, (id) => this.wake(id));
  }

  /** Rules may have changed in this organization. Calls that come while it is being looked after are remembered. */
  wake(organizationId: string): void {
    this.#rolling.add(organizationId);
    this.#due.add(organizationId);
  }

  /** Waits for the transaction under way; the rest stays due. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#due.stop();
  }

  #every(ms: number, tell: (organizationId: string) => void): void {
    const round = async () => {
      for (const id of await selectOrganizationIds(this.#house.postgres)) tell(id);
    };
    const go = () => void round().catch((error: unknown) => this.#complain(error));
    this.#timers.push(setInterval(go, ms).unref());
    go();
  }

  async #keepOne(organizationId: string): Promise<void> {
    const today = dateOf(this.#house.now(), "UTC");
    try {
      if (this.#rolling.delete(organizationId)) await this.#roll(organizationId, today);
      const due = await this.#findDue(organizationId, today);
      let done = 0;
      for (const inventory of due) if (await this.#bring(organizationId, inventory, today)) done++;
      // The rest comes after the other organizations, and after what was changed meanwhile.
      if (done > 0 && due.length === atOnce) this.#due.add(organizationId);
      await this.#sessions.keep(organizationId);
    } catch (error) {
      this.#complain(error);
    }
  }

  async #roll(organizationId: string, today: Temporal.PlainDate): Promise<void> {
    const now = this.#house.now();
    await this.#house.postgres.write(organizationId, (tx) => markRolled(tx, today, now));
  }

  async #findDue(organizationId: string, today: Temporal.PlainDate): Promise<InventoryRow[]> {
    const failed = [...this.#failedAt].filter(([, at]) => performance.now() - at < rollEveryMs).map(([id]) => id);
    return await this.#house.postgres.read(organizationId, (database) => selectDue(database, today, failed, atOnce));
  }

  /** False when somebody else does it, or nobody can. */
  async #bring(organizationId: string, inventory: InventoryRow, today: Temporal.PlainDate): Promise<boolean> {
    const { resource_id: resourceId, until, slots_a_week } = inventory;
    try {
      for (const [i, range] of piecesOf(stretchOf(today, until), slots_a_week).entries()) {
        if (this.#due.stopping) return false;
        const piece = { resourceId, clinicId: null, range };
        const taken = await this.#house.postgres.write(organizationId, (tx) =>
          generate(tx, piece, { first: i === 0, now: this.#house.now() }),
        );
        if (!taken) return false;
      }
      this.#house.wake(organizationId);
      return true;
    } catch (error) {
      if (!isUnavailable(error)) this.#failedAt.set(resourceId, performance.now());
      this.#complain(error);
      return false;
    }
  }

  #complain(error: unknown): void {
    if (!this.#due.stopping) reportFailure(this.#log, error, "slots or sessions could not be generated");
  }
}

/** The resource is locked before its inventory, as by everybody else who needs both. */
async function generate(
  tx: Transaction,
  piece: Piece,
  { first, now }: { first: boolean; now: Temporal.Instant },
): Promise<boolean> {
  const until = dateOf(instantOfMinute(piece.range[1]), "UTC");
  await lockResource(tx, piece.resourceId);
  if (first && !(await takeDue(tx, piece.resourceId, until))) return false;
  if (!first) await setGenerated(tx, piece.resourceId, until);
  await convergeSlots(tx, piece, now);
  return true;
}
