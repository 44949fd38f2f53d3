import type { Temporal } from "temporal-polyfill";
import type { Transaction } from "../platform/database.ts";
import { announce } from "../platform/outbox.sql.ts";
import { raiseRevision } from "../platform/supply-revision.sql.ts";
import { markDue, type RulesScope, selectClinicsInScope } from "./slot-inventories.sql.ts";

export { lockAgainstChanges, lockScope } from "./slot-inventories.sql.ts";

/** Calendars that are open show the change at once; slots have no version of their own. */
export async function announceSlots(
  tx: Transaction,
  subjectId: string,
  clinicIds: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  if (clinicIds.length === 0) return;
  const about = { kind: "slots_changed", area: "slots", practitionerIds: [], subjectId, version: 1 } as const;
  await announce(
    tx,
    clinicIds.map((clinicId) => ({ ...about, clinicId })),
    now,
  );
}

/**
 * Said after every change of what gives or takes time, in its transaction and last: the inventories in scope are due,
 * calendars, which show working hours, are told now, and offers that were made before are no longer booked unseen. `also` are clinics that the change has left.
 */
export async function rulesChanged(
  tx: Transaction,
  scope: RulesScope,
  now: Temporal.Instant,
  also: readonly (string | null)[] = [],
): Promise<void> {
  const [clinicIds] = await Promise.all([selectClinicsInScope(tx, scope), markDue(tx, scope, now)]);
  const left = also.filter((clinicId) => clinicId !== null);
  const subject = "resourceIds" in scope ? scope.resourceIds[0] : scope.clinicId;
  const concerned = [...new Set([...clinicIds, ...left])].sort();
  await Promise.all([
    ...concerned.map((clinicId) => announceSlots(tx, subject ?? clinicId, [clinicId], now)),
    raiseRevision(tx),
  ]);
}
