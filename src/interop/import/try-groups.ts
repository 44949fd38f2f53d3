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
 * nothing is left of it.
 */
export async function tryGroups(
  house: House,
  organizationId: string,
  setup: SetupWish,
  groups: readonly MappedRow[][],
  onProgress?: (done: number, all: number) => void,
): Promise<Trial> {
  const all = groups.reduce((sum, group) => sum + group.length, 0);
  const trial: Trial = { created: 0, patients: 0, problems: [] };
  const newPatients = new Set<string>();
  for (const group of groups) {
    const problems = await tryGroup(house, organizationId, setup, group, newPatients);
    trial.problems.push(...problems);
    trial.created += group.length - new Set(problems.map(({ line }) => line)).size;
    onProgress?.(trial.created + trial.problems.length, all);
  }
  return { ...trial, patients: newPatients.size };
}

async function tryGroup(
  house: House,
  organizationId: string,
  setup: SetupWish,
  group: readonly MappedRow[],
  newPatients: Set<string>,
): Promise<RowProblem[]> {
  try {
    return await house.postgres.write(organizationId, async (tx) => {
      const { accountId, directory } = await setUp(tx, setup, house.now());
      const caller = { organizationId, accountId, role: "receptionist", practitionerId: null } as const;
      const desk: Desk = { caller, source: setup.mapping.source, directory, now: house.now() };
      throw new TrialOver(await tryRows(tx, group, desk, setup, newPatients));
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
  newPatients: Set<string>,
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
  for (const row of group)
    if (!refused.has(row.line)) await attempt(row, async () => void (await writeRow(tx, row, desk)));
  return problems;
}
