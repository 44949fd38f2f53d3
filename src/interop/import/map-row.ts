import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { cleanText } from "../../core/text.ts";
import { formOfField, type Kind, type Moment, moments, needed, patientFields, schemas } from "./fields.ts";
import { isMangledNumber } from "./mangled-number.ts";
import { type Cell, columnsOfCell, type Mapping } from "./mapping.ts";
import type { RowProblem } from "./problem.ts";
import { complainAt, mangled, readCell, readForm } from "./read-cell.ts";
import type { SourceRow } from "./read-csv.ts";
import { readMoment } from "./read-moment.ts";

/** A row in the house's own words. References are still those of the source. */
export type MappedRow = {
  [K in Kind]: {
    kind: K;
    line: number;
    key: string;
    values: z.output<(typeof schemas)[K]>;
    at: Partial<Record<Moment, Temporal.Instant>>;
    /** Who to register when the patient's key is new. */
    patient: z.output<typeof patientFields> | null;
  };
}[Kind];

/** What the rows need to know beside themselves. */
export interface Surroundings {
  /** The zone of the clinic that a row names; null when there is no such clinic. */
  zoneOf: (clinic: string) => string | null;
  sessionDates: ReadonlyMap<string, Temporal.PlainDate>;
}

/** Maps one row by the mapping; gives the row, or everything that is wrong with it. */
export function mapRow(row: SourceRow, mapping: Mapping, surroundings: Surroundings): MappedRow | RowProblem[] {
  if (row.misfit !== undefined) return [{ line: row.line, column: null, code: "wrong_cell_count", detail: row.misfit }];
  const problems: RowProblem[] = [];
  const key = readKey(row, mapping, problems);
  const values = readFields(row, mapping, mapping.kind, mapping.fields, problems);
  const parsed = parseFields(schemas[mapping.kind], values, row, mapping.fields, problems);
  const patient = readPatient(row, mapping, problems);
  const zone = zoneOfRow(row, mapping, surroundings, values, problems);
  const at = zone === null ? {} : readMoments(row, mapping, surroundings.sessionDates, zone, problems);
  const instants: readonly string[] = moments[mapping.kind];
  for (const name of needed[mapping.kind])
    if (instants.includes(name) ? zone !== null && !(name in at) : values[name] === undefined)
      requireCell(name, row, mapping.fields[name], problems);
  if (problems.length > 0) return problems;
  return { kind: mapping.kind, line: row.line, key, values: parsed, at, patient } as MappedRow;
}

/** The row's name in its source: the text of its key column, or its key columns as a JSON list. */
function readKey(row: SourceRow, mapping: Mapping, problems: RowProblem[]): string {
  const parts = mapping.key.map((column) => {
    const complain = complainAt(row, { column }, problems);
    const text = readCell({ column }, row, mapping.empty, complain);
    if (text === null) complain("missing", "A key may not be empty.");
    else if (isMangledNumber(text)) complain("mangled_number", mangled(text));
    else if (text.length > 200 || !cleanText(text).ok)
      complain("invalid_value", "A key is one line of up to 200 characters.");
    return text ?? "";
  });
  return parts.length === 1 ? parts[0]! : JSON.stringify(parts);
}

type Texts = Record<string, unknown>;

function readFields(
  row: SourceRow,
  mapping: Mapping,
  kind: Kind,
  fields: Record<string, Cell>,
  problems: RowProblem[],
): Texts {
  const instants: readonly string[] = moments[kind];
  const values: Texts = {};
  for (const [name, cell] of Object.entries(fields)) {
    if (instants.includes(name)) continue;
    const complain = complainAt(row, cell, problems);
    const text = readCell(cell, row, mapping.empty, complain);
    const value = text === null ? null : readForm(formOfField[name], text, cell, complain);
    if (value !== null) values[name] = value;
  }
  return values;
}

/** Holds the fields against the schemas of the house; each fault goes to the column from which the field came. */
function parseFields(
  schema: z.ZodObject,
  values: Texts,
  row: SourceRow,
  fields: Record<string, Cell>,
  problems: RowProblem[],
): unknown {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0]);
    const unread = values[name] === undefined;
    // What is missing is said once, by `requireCell`, or is the second complaint about an unreadable cell.
    if (!unread) complainAt(row, fields[name] ?? {}, problems)("invalid_value", issue.message);
  }
  return null;
}

function readPatient(row: SourceRow, mapping: Mapping, problems: RowProblem[]) {
  const fields = mapping.new_patient;
  if (!fields) return null;
  const values = readFields(row, mapping, "patients", fields, problems);
  if (values["name"] === undefined) requireCell("name", row, fields["name"], problems);
  return parseFields(patientFields, values, row, fields, problems);
}

/** Points in time are read on the clock of the row's clinic: without one none of them can be. */
function zoneOfRow(
  row: SourceRow,
  mapping: Mapping,
  { zoneOf }: Surroundings,
  { clinic }: Texts,
  problems: RowProblem[],
): string | null {
  if (typeof clinic !== "string") return null;
  const zone = zoneOf(clinic);
  if (zone === null) {
    const complain = complainAt(row, mapping.fields["clinic"] ?? {}, problems);
    return complain("unknown_reference", `There is no clinic "${clinic}", or several.`);
  }
  return mapping.timezone ?? zone;
}

function readMoments(
  row: SourceRow,
  mapping: Mapping,
  sessionDates: Surroundings["sessionDates"],
  zone: string,
  problems: RowProblem[],
) {
  const at: Partial<Record<Moment, Temporal.Instant>> = {};
  const session = mapping.sessions && row.cells.get(mapping.sessions.session)?.trim();
  const unreadable = new Set<string>();
  const around = { zone, sessionDate: sessionDates.get(session ?? "") ?? null, earlier: at, unreadable };
  for (const name of moments[mapping.kind]) {
    const cell = mapping.fields[name];
    if (!cell) continue;
    const complain = complainAt(row, cell, problems);
    const text = readCell(cell, row, mapping.empty, complain);
    const instant = text === null ? null : readMoment(text, cell, row, around, complain);
    if (instant) at[name] = instant;
    else if (text !== null) unreadable.add(name);
  }
  return at;
}

/** Says that a cell is empty, unless something else was said about it. */
function requireCell(name: string, row: SourceRow, cell: Cell | undefined, problems: RowProblem[]): void {
  const [column = null] = cell ? columnsOfCell(cell) : [];
  if (problems.some((problem) => problem.column === column)) return;
  problems.push({ line: row.line, column, code: "missing", detail: `${name} may not be empty.` });
}
