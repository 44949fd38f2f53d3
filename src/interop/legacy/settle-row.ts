import type { Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { addScheduleException } from "../../supply/schedule-exception-record.ts";
import { addScheduleRule } from "../../supply/schedule-rule-record.ts";
import { type ImportedRow, insertImported } from "../import/import.sql.ts";
import { AlreadyImported } from "../import/write-row.ts";
import { type LegacyRow } from "./legacy-rows.ts";
import { exceptionOf, ruleOfAvailability, ruleOfTemplate } from "./map-rows.ts";
import { type Refusal, refusalsOf, standsTwice } from "./refuse-row.ts";
import type { Whereabouts } from "./whereabouts.ts";

export type Outcome = "imported" | "unchanged" | "skipped" | "refused";

export interface Settled {
  outcome: Outcome;
  refusals: Refusal[];
}

/** With what knowledge rows are written. */
export interface Desk {
  house: House;
  organizationId: string;
  where: Whereabouts;
  /** Keys that came in before. */
  known: ReadonlySet<string>;
  /** Rows whose id an earlier one of the table has. */
  twice: ReadonlySet<LegacyRow>;
}

/** Ends a trial: what it wrote rolls back with it. */
class TrialOver extends Error {
  override readonly name = "TrialOver";
}

/**
 * Writes one row, with its breaks and the note that it came in, in a transaction of its own; a trial rolls it back, so that the
 * database has its say and nothing is left.
 */
export async function settleRow(row: LegacyRow, desk: Desk, isTrial: boolean): Promise<Settled> {
  const { house, organizationId } = desk;
  if (isInactive(row)) return settled("skipped");
  if (desk.twice.has(row)) return settled("refused", standsTwice(row));
  if (desk.known.has(importedKey(row))) return settled("unchanged");
  try {
    await house.postgres.write(organizationId, async (tx) => {
      await writeRow(tx, row, desk);
      if (isTrial) throw new TrialOver();
    });
    return settled("imported");
  } catch (error) {
    if (error instanceof TrialOver) return settled("imported");
    if (error instanceof AlreadyImported) return settled("unchanged");
    return settled("refused", refusalsOf(error, row));
  }
}

const settled = (outcome: Outcome, refusals: Refusal[] = []): Settled => ({ outcome, refusals });

function isInactive({ table, value }: LegacyRow): boolean {
  return (
    table === "availability_rules" &&
    typeof value === "object" &&
    value !== null &&
    Reflect.get(value, "is_active") === false
  );
}

/** By what a row is known once it came in. */
export const importedKey = (row: LegacyRow): string => `${row.table}/${row.id}`;

async function writeRow(tx: Transaction, row: LegacyRow, desk: Desk): Promise<void> {
  const now = desk.house.now();
  const become = await makeOf(tx, row, desk);
  const note: ImportedRow = { ...become, external_key: importedKey(row) };
  const isNew = await insertImported(tx, desk.where.file.source, note, now);
  if (!isNew) throw new AlreadyImported(note.external_key);
}

async function makeOf(
  tx: Transaction,
  row: LegacyRow,
  { where, house }: Desk,
): Promise<Omit<ImportedRow, "external_key">> {
  if (row.table === "availability_exceptions") {
    const { id } = await addScheduleException(tx, exceptionOf(row, where), null, house.now());
    return { kind: "schedule_exception", subject_id: id };
  }
  const rule = row.table === "schedule_templates" ? ruleOfTemplate(row, where) : ruleOfAvailability(row, where);
  const { id } = await addScheduleRule(tx, rule, house.now());
  return { kind: "schedule_rule", subject_id: id };
}
