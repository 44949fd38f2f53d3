import type { Temporal } from "temporal-polyfill";
import type { Transaction } from "../platform/database.ts";
import { rulesChanged } from "./announce-slots.ts";
import type { ExceptionScope } from "./schedule-exceptions.sql.ts";
import { lockScope, type RulesScope } from "./slot-inventories.sql.ts";

type Touched = Pick<ExceptionScope, "resource_id" | "clinic_id" | "room_id">;

/** Keeps bookings away from what a changed exception touches, as it was and as it is; the first step of its transaction. */
export async function lockTouched(tx: Transaction, touched: readonly Touched[]): Promise<void> {
  const rooms = touched.map(({ room_id }) => room_id);
  await lockScope(tx, scopeOf(touched), rooms);
}

/** Has made anew what a changed exception touches, as it was and as it is; the last step of its transaction. */
export async function markTouched(tx: Transaction, touched: readonly Touched[], now: Temporal.Instant): Promise<void> {
  const clinicIds = touched.map(({ clinic_id }) => clinic_id);
  await rulesChanged(tx, scopeOf(touched), now, clinicIds);
}

/** The least scope that holds all of them. */
function scopeOf(touched: readonly Touched[]): RulesScope {
  const resourceIds = touched.flatMap(({ resource_id }) => resource_id ?? []);
  if (resourceIds.length === touched.length) return { resourceIds };
  const [clinicId, ...others] = new Set(touched.map(({ clinic_id }) => clinic_id));
  return { clinicId: others.length > 0 ? null : (clinicId ?? null) };
}
