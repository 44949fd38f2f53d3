import type { House } from "../../platform/house.ts";
import { selectImported } from "../import/import.sql.ts";
import { type LegacyReport, reportOf } from "./legacy-report.ts";
import { type LegacyRow, rowsOf } from "./legacy-rows.ts";
import type { LegacyFile } from "./legacy-shapes.ts";
import { selectPractitioners } from "./practitioners.sql.ts";
import { strayBreak } from "./refuse-row.ts";
import { type Desk, importedKey, type Settled, settleRow } from "./settle-row.ts";

export interface LegacyWish {
  organizationId: string;
  file: LegacyFile;
  dryRun: boolean;
  skipBadRows: boolean;
  onProgress?: (done: number, all: number) => void;
}

/**
 * Imports the weekly hours and overrides of the older schema as rules and exceptions, through the use cases of the office.
 *
 * Each row is written whole or not at all, with its key, so a second run changes nothing. Unless bad rows are to be skipped, one of
 * them stops the import before anything is written.
 */
export async function importLegacy(house: House, wish: LegacyWish): Promise<LegacyReport> {
  const { file, dryRun, skipBadRows } = wish;
  const { rows, strays } = rowsOf(file);
  const desk = await openDesk(house, wish, rows);
  const unplaced = strays.map(({ id }) => strayBreak(id));
  const report = (settled: ReadonlyMap<LegacyRow, Settled>, stopped: string | null = null): LegacyReport => ({
    source: file.source,
    dry_run: dryRun,
    ...reportOf(file, settled, unplaced),
    stopped,
  });
  if (dryRun || !skipBadRows) {
    const tried = await settleRows(rows, desk, { ...wish, isTrial: true, stopsAtBad: false });
    if (dryRun) return report(tried);
    if (unplaced.length > 0 || hasRefused(tried))
      return report(withoutImported(tried), "Nothing was imported: bad rows stop the file.");
  }
  const written = await settleRows(rows, desk, { ...wish, isTrial: false, stopsAtBad: !skipBadRows });
  house.wake(wish.organizationId);
  const stopped = !skipBadRows && hasRefused(written);
  return report(written, stopped ? "Stopped at the row below; start again when it is right." : null);
}

async function openDesk(house: House, { organizationId, file }: LegacyWish, rows: readonly LegacyRow[]): Promise<Desk> {
  const [practitioners, imported] = await house.postgres.read(organizationId, (database) =>
    Promise.all([selectPractitioners(database), selectImported(database, file.source)]),
  );
  const first = new Map([...rows].reverse().map((row) => [importedKey(row), row]));
  return {
    house,
    organizationId,
    where: { file, practitioners },
    known: new Set(imported.map((row) => row.external_key)),
    twice: new Set(rows.filter((row) => first.get(importedKey(row)) !== row)),
  };
}

interface Pass extends Pick<LegacyWish, "onProgress"> {
  isTrial: boolean;
  stopsAtBad: boolean;
}

/** One after another: exceptions are laid in the order in which they are made. */
async function settleRows(
  rows: readonly LegacyRow[],
  desk: Desk,
  { isTrial, stopsAtBad, onProgress }: Pass,
): Promise<Map<LegacyRow, Settled>> {
  const settled = new Map<LegacyRow, Settled>();
  for (const row of rows) {
    const result = await settleRow(row, desk, isTrial);
    settled.set(row, result);
    onProgress?.(settled.size, rows.length);
    if (stopsAtBad && result.outcome === "refused") break;
  }
  return settled;
}

const hasRefused = (settled: ReadonlyMap<LegacyRow, Settled>): boolean =>
  [...settled.values()].some(({ outcome }) => outcome === "refused");

const withoutImported = (tried: ReadonlyMap<LegacyRow, Settled>) =>
  new Map([...tried].filter(([, { outcome }]) => outcome !== "imported"));
