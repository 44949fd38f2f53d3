import { Temporal } from "temporal-polyfill";
import { checkFile } from "./check-file.ts";
import { checkRow } from "./check-row.ts";
import { dateHalfDays } from "./date-half-days.ts";
import { type Directory, isKnown, zoneOf } from "./directory.ts";
import { type Subject, subjectOf } from "./fields.ts";
import { type MappedRule, rulesOfHalfDays, rulesOfSetup } from "./schedule-rules.ts";
import { type MappedRow, mapRow } from "./map-row.ts";
import { columnsOfCell, type Mapping } from "./mapping.ts";
import type { RowProblem } from "./problem.ts";
import { readHalfDays } from "./read-half-days.ts";
import type { SourceRow } from "./read-csv.ts";

export interface Examined {
  /** Rows that are right as far as the file tells, and new. */
  fresh: MappedRow[];
  unchanged: number;
  leftOut: number;
  problems: RowProblem[];
  rules: MappedRule[];
  /** Sessions whose month did not fit their weekday. */
  misfits: string[];
}

interface Known {
  directory: Directory;
  country: string;
  now: Temporal.Instant;
}

/** Looks at every row before anything is written: mapped, checked by itself and against the others, its references known. */
export function examine(source: readonly SourceRow[], mapping: Mapping, known: Known): Examined {
  const rows = source.filter((row) => !isLeftOut(row, mapping));
  const { dates, rules, misfits, problems: sessionProblems } = dateSessions(rows, mapping);
  const surroundings = {
    sessionDates: dates,
    zoneOf: (clinic: string) => zoneOf(known.directory, mapping.setup, clinic),
  };
  const problems = [...sessionProblems];
  const mapped = rows.flatMap((row) => {
    const result = mapRow(row, mapping, surroundings);
    if (!Array.isArray(result)) return [result];
    problems.push(...result);
    return [];
  });
  problems.push(...checkRows(mapped, mapping, known));
  const bad = new Set(problems.map(({ line }) => line));
  const right = mapped.filter(({ line }) => !bad.has(line));
  const imported = known.directory.imported.get(subjectOf[mapping.kind]);
  const fresh = right.filter(({ key }) => !imported?.has(key));
  const leftOut = source.length - rows.length;
  problems.sort((a, b) => a.line - b.line);
  const unchanged = right.length - fresh.length;
  return { fresh, unchanged, leftOut, problems, rules: [...rulesOfSetup(mapping.setup), ...rules], misfits };
}

function isLeftOut({ cells }: SourceRow, mapping: Mapping): boolean {
  return Object.entries(mapping.leave_out).some(([column, texts]) => texts.includes(cells.get(column)?.trim() ?? ""));
}

function dateSessions(rows: readonly SourceRow[], { sessions }: Mapping) {
  if (!sessions) return { dates: new Map<string, Temporal.PlainDate>(), rules: [], misfits: [], problems: [] };
  const { halfDays, problems } = readHalfDays(rows, sessions);
  const { dates, misfits } = dateHalfDays(halfDays, Temporal.PlainDate.from(sessions.from));
  return { dates, misfits, problems, rules: rulesOfHalfDays(halfDays, dates, sessions) };
}

function checkRows(rows: readonly MappedRow[], mapping: Mapping, { directory, country, now }: Known): RowProblem[] {
  const single = rows.flatMap((row) => {
    const clinic = row.kind === "appointments" || row.kind === "visits" ? row.values.clinic : null;
    const zone = mapping.timezone ?? (clinic === null ? null : zoneOf(directory, mapping.setup, clinic));
    const faults = [...checkRow(row, { now, country, zone }), ...referenceFaults(row, mapping, directory)];
    return faults.map((fault) => ({ ...fault, line: row.line }));
  });
  return [...single, ...checkFile(rows, country)].map(({ line, field, code, detail }) => ({
    line,
    column: columnOfField(mapping, field),
    code,
    detail,
  }));
}

function referenceFaults(row: MappedRow, { setup }: Mapping, directory: Directory) {
  const fault = (field: string, subject: Subject, reference: string) =>
    isKnown(directory, setup, subject, reference)
      ? []
      : [{ field, code: "unknown_reference", detail: `There is no ${subject} "${reference}", or several.` }];
  if (row.kind === "patients") return [];
  if (row.kind === "practitioners")
    return (row.values.clinics ?? []).flatMap((name) => fault("clinics", "clinic", name));
  const { service, practitioner, patient } = row.values;
  return [
    ...fault("service", "service", service),
    ...(practitioner === undefined ? [] : fault("practitioner", "practitioner", practitioner)),
    ...(row.patient ? [] : fault("patient", "patient", patient)),
    ...(row.kind === "visits" && row.values.appointment !== undefined
      ? fault("appointment", "appointment", row.values.appointment)
      : []),
  ];
}

/** The column from which a field came; null for a constant. */
export function columnOfField(mapping: Mapping, field: string): string | null {
  if (field === "key") return mapping.key[0] ?? null;
  const cell = mapping.fields[field] ?? mapping.new_patient?.[field];
  const [column = null] = cell ? columnsOfCell(cell) : [];
  return column;
}
