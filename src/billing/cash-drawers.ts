import type { z } from "zod";
import { illegalMove, notFound } from "../core/errors.ts";
import type { Caller } from "../platform/http/caller.ts";
import { requireVersion } from "../platform/http/conditions.ts";
import type { Transaction } from "../platform/database.ts";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";
import { type DrawerRow, insertDrawer, markDrawerClosed, markDrawerOpen, selectDrawer } from "./cash-drawers.sql.ts";
import { today } from "./date-asked.ts";
import { lockTill, requireOpenDay } from "./entries.sql.ts";
import type { drawerCount, newDrawer } from "./till-schemas.ts";

/** Opens the drawer of an account for today. Throws `not_found`, `already_exists`, or `day_closed`. */
export async function openDrawer(house: House, caller: Caller, wanted: z.output<typeof newDrawer>): Promise<DrawerRow> {
  const now = house.now();
  const { clinic_id: clinicId, float_minor: floatMinor, account_id: accountId = caller.accountId } = wanted;
  return await house.postgres.write(caller.organizationId, async (tx) => {
    const date = await today(tx, clinicId, now);
    await lockTill(tx, clinicId);
    await requireOpenDay(tx, clinicId, date);
    const id = newId();
    await insertDrawer(tx, { id, clinicId, accountId, date, floatMinor, now });
    return (await selectDrawer(tx, id))!;
  });
}

/**
 * Closes a drawer with what was counted; what is expected is written down beside it, and no cash of its date moves in it any more.
 *
 * Throws `not_found`, `version_mismatch`, or `illegal_move` when it is closed.
 */
export async function closeDrawer(
  house: House,
  caller: Caller,
  id: string,
  { counted_minor: countedMinor, note }: z.output<typeof drawerCount>,
  expectedVersion: number | null,
): Promise<DrawerRow> {
  const { accountId } = caller;
  const now = house.now();
  return await house.postgres.write(caller.organizationId, async (tx) => {
    const found = await lockItsTill(tx, id, expectedVersion);
    if (!(await markDrawerClosed(tx, id, { countedMinor, note: note ?? null, accountId, now })))
      throw illegalMove(found.status);
    return (await selectDrawer(tx, id))!;
  });
}

/** Opens a closed drawer again. Throws `not_found`, `version_mismatch`, `illegal_move` when it is open, or `day_closed`. */
export async function reopenDrawer(
  house: House,
  caller: Caller,
  id: string,
  reason: string,
  expectedVersion: number | null,
): Promise<DrawerRow> {
  const { accountId } = caller;
  const now = house.now();
  return await house.postgres.write(caller.organizationId, async (tx) => {
    const found = await lockItsTill(tx, id, expectedVersion);
    await requireOpenDay(tx, found.clinic_id, found.business_date.toString());
    if (!(await markDrawerOpen(tx, id, { reason, accountId, now }))) throw illegalMove(found.status);
    return (await selectDrawer(tx, id))!;
  });
}

/** The drawer as it is behind the lock of its clinic's till. */
async function lockItsTill(tx: Transaction, id: string, expectedVersion: number | null): Promise<DrawerRow> {
  const known = await selectDrawer(tx, id);
  if (!known) throw notFound("/id", "cash drawer");
  await lockTill(tx, known.clinic_id);
  const found = (await selectDrawer(tx, id))!;
  requireVersion(expectedVersion, found);
  return found;
}
