import type { LegacyFile } from "./legacy-shapes.ts";
import { readUtc } from "./legacy-times.ts";

/** In the order in which they are imported: openings look at their doctor's rules. */
const written = ["availability_rules", "schedule_templates", "availability_exceptions"] as const;
export type WrittenTable = (typeof written)[number];
export const tables = [...written, "schedule_template_breaks"] as const;
export type Table = (typeof tables)[number];

/** A row as it stands in the file, with an id to speak of it. */
interface RawRow {
  id: string;
  value: unknown;
}

/** What is written whole or not at all: a template comes with its breaks. */
export interface LegacyRow extends RawRow {
  table: WrittenTable;
  breaks: RawRow[];
}

/** Every row of the file in the order of its import, and the breaks that belong to no template. */
export function rowsOf(file: LegacyFile): { rows: LegacyRow[]; strays: RawRow[] } {
  const breaks = new Map<string | null, RawRow[]>();
  for (const row of file.schedule_template_breaks.map(raw)) {
    const template = textAt(row.value, "schedule_template_id");
    breaks.set(template, [...(breaks.get(template) ?? []), row]);
  }
  const takeBreaks = (template: string) => {
    const taken = breaks.get(template) ?? [];
    breaks.delete(template);
    return taken;
  };
  const rows = written.flatMap((table) =>
    inOrder(table, file[table].map(raw)).map((row) => ({
      ...row,
      table,
      breaks: table === "schedule_templates" ? takeBreaks(row.id) : [],
    })),
  );
  return { rows, strays: [...breaks.values()].flat() };
}

/** Exceptions are laid one on another in the order in which they were made. */
function inOrder(table: WrittenTable, rows: RawRow[]): RawRow[] {
  if (table !== "availability_exceptions") return rows;
  const madeAt = ({ value }: RawRow) => readUtc(textAt(value, "inserted_at") ?? "")?.epochMilliseconds ?? Infinity;
  return [...rows].sort((a, b) => madeAt(a) - madeAt(b) || 0);
}

function raw(value: unknown, index: number): RawRow {
  return { id: textAt(value, "id") ?? `row ${index + 1}`, value };
}

/** The key in a column, as text; null when there is none. */
export function textAt(row: unknown, column: string): string | null {
  if (typeof row !== "object" || row === null) return null;
  const value: unknown = Reflect.get(row, column);
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
