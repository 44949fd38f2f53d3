import type { Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { remember } from "./directory.ts";
import type { MappedRow } from "./map-row.ts";
import type { Mapping } from "./mapping.ts";
import { newcomersOf } from "./newcomers.ts";
import type { RowProblem } from "./problem.ts";
import { problemOf } from "./refusal.ts";
import type { Standing } from "./set-up.ts";
import { AlreadyImported, type Desk, writeNewcomer, writeRow } from "./write-row.ts";

export interface Written {
  created: number;
  patients: number;
  unchanged: number;
  problems: RowProblem[];
  stopped: string | null;
}

interface Options {
  mapping: Mapping;
  skipBadRows: boolean;
  onProgress: (done: number, all: number) => void;
}

/** Dates are written side by side: while one waits for its commit, another uses the processor. */
const workers = 4;

/**
 * Writes the rows, each in a transaction of its own; the patients they bring along first, so that no two dates make the same one.
 *
 * A row that is refused now, though the trial let it pass, met somebody's change in between: it stops the rest unless bad rows are
 * skipped. What was written stays, and the next run goes on from there.
 */
export async function writeGroups(
  house: House,
  organizationId: string,
  { accountId, directory }: Standing,
  groups: readonly MappedRow[][],
  { mapping, skipBadRows, onProgress }: Options,
): Promise<Written> {
  const caller = { organizationId, accountId, role: "receptionist", practitionerId: null } as const;
  const desk: Desk = { caller, source: mapping.source, directory, now: house.now() };
  const result: Written = { created: 0, patients: 0, unchanged: 0, problems: [], stopped: null };
  const all = groups.reduce((sum, group) => sum + group.length, 0);
  const goesOn = () => skipBadRows || result.problems.length === 0;

  const write = async (row: MappedRow, work: (tx: Transaction) => Promise<unknown>): Promise<boolean> => {
    try {
      await house.postgres.write(organizationId, work);
      return true;
    } catch (error) {
      if (error instanceof AlreadyImported) result.unchanged++;
      else result.problems.push(problemOf(error, row, mapping));
      return false;
    }
  };
  const writeOne = async (row: MappedRow) => {
    if (await write(row, (tx) => writeRow(tx, row, desk))) result.created++;
    onProgress(result.created + result.unchanged + result.problems.length, all);
  };

  const newcomers = [...newcomersOf(groups.flat(), directory)].map(([key, row]) => async () => {
    let id = "";
    const made = await write(row, async (tx) => void (id = await writeNewcomer(tx, key, row, desk)));
    if (!made) return;
    remember(directory, "patient", key, id);
    result.patients++;
  });
  try {
    await sideBySide(newcomers, goesOn);
    const refused = new Set(result.problems.map(({ line }) => line));
    const dates = groups.map((group) => async () => {
      for (const row of group) if (goesOn() && !refused.has(row.line)) await writeOne(row);
    });
    await sideBySide(dates, goesOn);
  } finally {
    house.wake(organizationId);
  }
  const stopped = goesOn() ? null : `Stopped after ${result.created} rows; start again when the rows below are right.`;
  return { ...result, stopped };
}

/** Runs the tasks in their order, a few at a time, as long as it `goesOn`. The first failure ends all of it, once the others have come to rest. */
async function sideBySide(tasks: readonly (() => Promise<void>)[], goesOn: () => boolean): Promise<void> {
  const queue = [...tasks];
  let failed = false;
  const worker = async () => {
    for (let task = queue.shift(); task && !failed && goesOn(); task = queue.shift())
      await task().catch((error: unknown) => {
        failed = true;
        throw error;
      });
  };
  const results = await Promise.allSettled(Array.from({ length: workers }, worker));
  const failure = results.find((result) => result.status === "rejected");
  if (failure) throw failure.reason;
}
