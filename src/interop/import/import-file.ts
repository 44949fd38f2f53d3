import { randomBytes } from "node:crypto";
import { DomainError } from "../../core/errors.ts";
import { hashPassword } from "../../people/secrets.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { type Directory, emptyDirectory, readDirectory, zoneOf } from "./directory.ts";
import { type Examined, examine } from "./examine.ts";
import { groupRows } from "./group-rows.ts";
import { findOrganizationBySlug } from "./import.sql.ts";
import type { Mapping } from "./mapping.ts";
import type { RowProblem } from "./problem.ts";
import { readRows, type SourceFile } from "./read-rows.ts";
import { setUp, type SetupWish } from "./set-up.ts";
import { tryGroups } from "./try-groups.ts";
import { writeGroups } from "./write-groups.ts";

export interface ImportWish {
  slug: string;
  mapping: Mapping;
  file: SourceFile;
  dryRun: boolean;
  skipBadRows: boolean;
  onProgress?: (done: number, all: number) => void;
}

export interface ImportReport {
  organization: string;
  source: string;
  kind: string;
  dry_run: boolean;
  rows: number;
  /** Or, in a dry run, what would be. */
  created: number;
  patients_created: number;
  unchanged: number;
  left_out: number;
  refused: number;
  /** Why nothing was written, or null when something was, or nothing had to be. */
  stopped: string | null;
  problems: RowProblem[];
  notes: string[];
  seconds: number;
  per_second: number;
}

/**
 * Imports a file: looks at all of it, tries it on the database, and writes it row by row through the use cases of the desk.
 *
 * Unless bad rows are to be skipped, one of them stops the import before anything is written. Each row is written whole or not
 * at all, with its key, so an import that was interrupted goes on when it is started again. Throws `ImportRefused` for a file
 * that cannot be read as rows.
 */
export async function importFile(house: House, wish: ImportWish): Promise<ImportReport> {
  const source = readRows(wish.file, wish.mapping);
  const place = await findPlace(house, wish);
  const known = { directory: place.directory, country: place.country, now: house.now() };
  const examined = examine(source, wish.mapping, known);
  const zone = (clinic: string) => zoneOf(place.directory, wish.mapping.setup, clinic);
  const groups = groupRows(examined.fresh, zone);
  const setup = await setupOf(wish, place, examined);
  const report = reportOf(wish, source.length, examined);

  const tries = wish.dryRun || (!wish.skipBadRows && examined.problems.length === 0 && needsTrial(examined));
  const passes = tries && !wish.dryRun ? 2 : 1;
  const progress = (pass: number) => (done: number, all: number) => wish.onProgress?.(pass * all + done, passes * all);
  if (tries) {
    const tried = await tryGroups(house, place.organizationId, setup, groups, progress(0));
    report.problems.push(...tried.problems);
    if (wish.dryRun) Object.assign(report, { created: tried.created, patients_created: tried.patients });
  }
  report.refused = new Set(report.problems.map(({ line }) => line)).size;
  if (wish.dryRun) return report;
  if (report.refused > 0 && !wish.skipBadRows)
    return { ...report, stopped: "Nothing was imported: bad rows stop the file." };

  const started = performance.now();
  const standing = await house.postgres.write(place.organizationId, (tx) => setUp(tx, setup, house.now()));
  const written = await writeGroups(house, place.organizationId, standing, groups, {
    ...wish,
    onProgress: progress(passes - 1),
  });
  return finish(report, written, (performance.now() - started) / 1000);
}

interface Place {
  organizationId: string;
  exists: boolean;
  country: string;
  directory: Directory;
}

async function findPlace(house: House, { slug, mapping }: ImportWish): Promise<Place> {
  const found = await findOrganizationBySlug(house.postgres, slug);
  if (found) {
    const directory = await house.postgres.read(found.id, (database) => readDirectory(database, mapping.source));
    return { organizationId: found.id, exists: true, country: found.country, directory };
  }
  const { organization } = mapping.setup;
  if (!organization)
    throw new DomainError(
      "not_found",
      `There is no organization "${slug}", and the mapping's setup does not open one.`,
    );
  return { organizationId: newId(), exists: false, country: organization.country, directory: emptyDirectory() };
}

async function setupOf(
  { slug, mapping }: ImportWish,
  { exists, directory }: Place,
  { rules }: Examined,
): Promise<SetupWish> {
  const passwordHash = await hashPassword(randomBytes(24).toString("base64url"));
  return { slug, mapping, rules, opensOrganization: !exists, passwordHash, directory };
}

/** Walk-ins are taken whenever they come, so what the file says of them is all there is to know; the rest may meet others' data. */
function needsTrial({ fresh }: Examined): boolean {
  return fresh.some((row) => row.kind !== "visits" || row.values.appointment !== undefined);
}

function reportOf({ slug, mapping, dryRun }: ImportWish, rows: number, examined: Examined): ImportReport {
  return {
    organization: slug,
    source: mapping.source,
    kind: mapping.kind,
    dry_run: dryRun,
    rows,
    created: 0,
    patients_created: 0,
    unchanged: examined.unchanged,
    left_out: examined.leftOut,
    refused: 0,
    stopped: null,
    problems: [...examined.problems],
    notes: examined.misfits.map(
      (session) => `Session ${session}: its month has no such weekday left; it was dated by the weekday.`,
    ),
    seconds: 0,
    per_second: 0,
  };
}

type Written = Awaited<ReturnType<typeof writeGroups>>;

function finish(
  report: ImportReport,
  { created, patients, unchanged, problems, stopped }: Written,
  seconds: number,
): ImportReport {
  const all = [...report.problems, ...problems].sort((a, b) => a.line - b.line);
  return {
    ...report,
    created,
    patients_created: patients,
    unchanged: report.unchanged + unchanged,
    refused: new Set(all.map(({ line }) => line)).size,
    stopped,
    problems: all,
    seconds: Math.round(seconds * 1000) / 1000,
    per_second: seconds > 0 ? Math.round((created / seconds) * 10) / 10 : 0,
  };
}
