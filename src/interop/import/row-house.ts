import { Temporal } from "temporal-polyfill";
import { translate } from "../../platform/constraints.ts";
import type { Snapshot, Sql, Tenants, Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";

/** A house inside one transaction, and the clock that its use cases see. */
export interface RowHouse extends House {
  /** From now on, `now()` is this instant. */
  setTime(at: Temporal.Instant): void;
}

/**
 * A house whose use cases all write into `tx` and see the time of the row: so the steps of a row stand or fall together, with
 * the note that the row was imported.
 *
 * What a use case would commit is kept until the row commits. One that fails leaves nothing behind, so a use case may still try
 * again with another choice.
 */
export function houseWithin(tx: Transaction): RowHouse {
  let time = Temporal.Now.instant();
  const inner: Transaction = { ...tx, commit: () => {} };
  const postgres: Tenants = {
    read: async <T>(_organizationId: string, work: (snapshot: Snapshot) => Promise<T>) =>
      await work({ ...tx, end: () => {} }),
    write: async <T>(_organizationId: string, work: (tx: Transaction) => Promise<T>) =>
      await withSavepoint(tx, () => work(inner)),
    rehearse: async <T>(_organizationId: string, work: (tx: Transaction) => Promise<T>) => {
      await tx.rows("savepoint rehearsal", []);
      const result = await work(inner);
      await tx.rows("rollback to savepoint rehearsal; release savepoint rehearsal", []);
      return result;
    },
    directory: async <Row extends object>(sql: Sql, values: readonly unknown[]) => await tx.rows<Row>(sql, values),
  };
  return {
    postgres,
    now: () => time,
    setTime: (at) => {
      time = at;
    },
    wake: () => {},
  };
}

/** Does all of `work` or nothing of it, and leaves the transaction usable. Throws what the database refused in the domain's words. */
export async function withSavepoint<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  const saved = tx.rows("savepoint step", []);
  try {
    const [result] = await Promise.all([work(), saved]);
    // Travels with the next statement: should it fail, that one fails too.
    tx.rows("release savepoint step", []).catch(() => {});
    return result;
  } catch (error) {
    await tx.rows("rollback to savepoint step; release savepoint step", []);
    throw translate(error);
  }
}
