import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { DomainError, illegalMove } from "../core/errors.ts";
import type { Caller } from "../platform/http/caller.ts";
import { requireVersion } from "../platform/http/conditions.ts";
import type { Database } from "../platform/database.ts";
import type { House } from "../platform/house.ts";
import { requireCome } from "./date-asked.ts";
import { markDayOpen, selectClose, selectFigures, storeClose } from "./day-close.sql.ts";
import { dayClosed, lockTill } from "./entries.sql.ts";
import type { closingDay, reopeningDay } from "./till-schemas.ts";

/** The money of a clinic's date: as it was when the date was closed, or as it is now. */
export async function readDay(database: Database, clinicId: string, date: string) {
  const [close, now] = await Promise.all([
    selectClose(database, clinicId, date),
    selectFigures(database, clinicId, date),
  ]);
  const { figures, ...rest } = close ?? never;
  const status = rest.closed_at === null ? "open" : "closed";
  return { clinic_id: clinicId, date, status, ...(figures ?? now), ...rest };
}

const never = {
  version: 0,
  figures: null,
  note: null,
  closed_at: null as Temporal.Instant | null,
  closed_by: null,
  closed_by_name: null,
  reopenings: [],
};

/**
 * Closes the money of a clinic's date: its figures are written down, and no entry, void or waiver is of that date any more. Drawers are counted
 * first.
 *
 * Throws `not_found`, `wrong_date` for one that has not come, `version_mismatch`, `day_closed`, or `drawer_open`.
 */
export async function closeDay(
  house: House,
  caller: Caller,
  { clinic_id: clinicId, date, note }: z.output<typeof closingDay>,
  expectedVersion: number | null,
) {
  const now = house.now();
  return await house.postgres.write(caller.organizationId, async (tx) => {
    await requireCome(tx, clinicId, date, now);
    await lockTill(tx, clinicId);
    const found = await readDay(tx, clinicId, date);
    requireVersion(expectedVersion, found);
    if (found.status === "closed") throw dayClosed();
    const open = found.drawers.filter(({ status }) => status === "open");
    if (open.length > 0)
      throw new DomainError("drawer_open", "Count and close every cash drawer of the date first.", {
        members: { drawer_ids: open.map(({ id }) => id) },
      });
    const figures = { takings: found.takings, totals: found.totals, drawers: found.drawers };
    await storeClose(tx, { clinicId, date, figures, note: note ?? null, accountId: caller.accountId, now });
    return await readDay(tx, clinicId, date);
  });
}

/** Opens a closed date again. Throws `not_found`, `wrong_date`, `version_mismatch`, or `illegal_move` when it is open. */
export async function reopenDay(
  house: House,
  caller: Caller,
  { clinic_id: clinicId, date, reason }: z.output<typeof reopeningDay>,
  expectedVersion: number | null,
) {
  const now = house.now();
  const { accountId } = caller;
  return await house.postgres.write(caller.organizationId, async (tx) => {
    await requireCome(tx, clinicId, date, now);
    await lockTill(tx, clinicId);
    requireVersion(expectedVersion, await readDay(tx, clinicId, date));
    if (!(await markDayOpen(tx, { clinicId, date, reason, accountId, now }))) throw illegalMove("open");
    return await readDay(tx, clinicId, date);
  });
}
