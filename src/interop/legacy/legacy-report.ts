import { type LegacyRow, type Table, tables, textAt } from "./legacy-rows.ts";
import type { LegacyFile } from "./legacy-shapes.ts";
import type { Refusal } from "./refuse-row.ts";
import type { Outcome, Settled } from "./settle-row.ts";

type Counts = Record<Outcome, number>;

export interface LegacyReport {
  source: string;
  dry_run: boolean;
  /** How many rows of each table came in or, in a dry run, would. */
  tables: Record<Table, Counts>;
  /** Why nothing more was written, or null. */
  stopped: string | null;
  refusals: Refusal[];
  notes: string[];
}

/** What became of the rows; breaks share what became of their template, those without one are refused. */
export function reportOf(
  file: LegacyFile,
  settled: ReadonlyMap<LegacyRow, Settled>,
  strays: readonly Refusal[],
): Pick<LegacyReport, "tables" | "refusals" | "notes"> {
  const counted = Object.fromEntries(tables.map((table) => [table, none()])) as Record<Table, Counts>;
  for (const [{ table, breaks }, { outcome }] of settled) {
    counted[table][outcome]++;
    counted.schedule_template_breaks[outcome] += breaks.length;
  }
  counted.schedule_template_breaks.refused += strays.length;
  const refusals = [...settled.values()].flatMap((one) => one.refusals);
  return { tables: counted, refusals: [...refusals, ...strays], notes: notesOf(file, settled) };
}

const none = (): Counts => ({ imported: 0, unchanged: 0, skipped: 0, refused: 0 });

/** Doctors with both kinds of weekly hours, whose author may not know that they add up. */
function notesOf({ doctors }: LegacyFile, settled: ReadonlyMap<LegacyRow, Settled>): string[] {
  const doctorsIn = (wanted: Table) =>
    new Set(
      [...settled].flatMap(([{ table, value }, { outcome }]) =>
        table === wanted && (outcome === "imported" || outcome === "unchanged") ? [textAt(value, "doctor_id")] : [],
      ),
    );
  const [simple, rich] = [doctorsIn("availability_rules"), doctorsIn("schedule_templates")];
  return doctors
    .filter(({ id }) => simple.has(id) && rich.has(id))
    .map(({ id }) => `Doctor ${id} has availability_rules and schedule_templates. Of equal priority, they add up.`);
}
