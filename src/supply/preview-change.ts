import type { Temporal } from "temporal-polyfill";
import type { Transaction } from "../platform/database.ts";
import type { House } from "../platform/house.ts";
import type { Touched } from "./affected.sql.ts";
import { type Impact, impactOf, observe } from "./measure-impact.ts";

export interface PlannedChange {
  touched: (tx: Transaction, now: Temporal.Instant) => Promise<Touched[]>;
  change: (tx: Transaction, now: Temporal.Instant) => Promise<unknown>;
}

/** What the change would do, without doing it: it is made and undone. Throws as the change itself does. */
export async function previewChange(
  house: House,
  organizationId: string,
  { touched, change }: PlannedChange,
): Promise<Impact> {
  const now = house.now();
  const { observed } = await house.postgres.rehearse(organizationId, async (tx) =>
    observe(tx, await touched(tx, now), now, () => change(tx, now)),
  );
  return await impactOf(observed);
}
