import type { Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { remember } from "./directory.ts";
import type { MappedRow } from "./map-row.ts";
import { newcomersOf } from "./newcomers.ts";
import type { RowProblem } from "./problem.ts";
import { problemOf } from "./refusal.ts";
import { withSavepoint } from "./row-house.ts";
import { setUp, type SetupWish } from "./set-up.ts";
import { AlreadyImported, type Desk, writeNewcomer, writeRow } from "./write-row.ts";

export interface Trial {
  created: number;
  patients: number;
  problems: RowProblem[];
}

/** Ends a trial: everything that it wrote rolls back with it. */
class TrialOver extends Error {
  readonly problems: RowProblem[];

  constructor(problems: RowProblem[]) {
    super("The trial is over.");
    this.problems = problems;
  }
}

/**
 * Writes every group for real, in a transaction of its own that is then rolled back: so the database has its say on every row, and
 * nothing is left of it. One group at a time: a transaction of thousands of savepoints slows down with each, and keeps others waiting.
 */
export async function tryGroups(
  house: House,
  organizationId: string,
  setup: SetupWish,
  groups: readonly MappedRow[][],
  onProgress: (done: number, all: number) => void,
): Promise<Trial> {
  const all = groups.reduce((sum, group) => sum + group.length, 0);
  const newPatients = new Set<string>();
  const problems: RowProblem[] = [];
  let done = 0;
  const onRow = () => onProgress(++done, all);
  for (const group of groups)
    problems.push(...(await tryGroup(house, organizationId, setup, group, { newPatients, onRow })));
  const refused = new Set(problems.map(({ line }) => line)).size;
  return { created: all - refused, patients: newPatients.size, problems };
}

interface Tally {
  newPatients: Set<string>;
  onRow: () => void;
}

async function tryGroup(
  house: House,
  organizationId: string,
  setup: SetupWish,
  group: readonly MappedRow[],
  tally: Tally,
): Promise<RowProblem[]> {
  try {
    return await house.postgres.write(organizationId, async (tx) => {
      const { accountId, directory } = await setUp(tx, setup, house.now());
      const caller = { organizationId, accountId, role: "receptionist", practitionerId: null } as const;
      const desk: Desk = { caller, source: setup.mapping.source, directory, now: house.now() };
      throw new TrialOver(await tryRows(tx, group, desk, setup, tally));
    });
  } catch (error) {
    if (error instanceof TrialOver) return error.problems;
    throw error;
  }
}

async function tryRows(
  tx: Transaction,
  group: readonly MappedRow[],
  desk: Desk,
  { mapping }: SetupWish,
  { newPatients, onRow }: Tally,
): Promise<RowProblem[]> {
  const problems: RowProblem[] = [];
  const attempt = async (row: MappedRow, work: () => Promise<void>) => {
    try {
      await withSavepoint(tx, work);
    } catch (error) {
      if (!(error instanceof AlreadyImported)) problems.push(problemOf(error, row, mapping));
    }
  };
  for (const [key, row] of newcomersOf(group, desk.directory))
    await attempt(row, async () => {
      remember(desk.directory, "patient", key, await writeNewcomer(tx, key, row, desk));
      newPatients.add(key);
    });
  const refused = new Set(problems.map(({ line }) => line));
  for (const row of group) {
    if (!refused.has(row.line)) await attempt(row, async () => void (await writeRow(tx, row, desk)));
    onRow();
  }
  return problems;
}
