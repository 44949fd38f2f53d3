import { columnsOf, type Mapping } from "./mapping.ts";
import { ImportRefused, refused, type RowProblem } from "./problem.ts";
import { readCsv, type SourceRow, type SourceTable } from "./read-csv.ts";
import { readJsonLines } from "./read-json-lines.ts";
import { readText } from "./read-text.ts";

export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}

/**
 * The rows of a file, whose columns are exactly those that the mapping speaks of.
 *
 * Throws `ImportRefused` for a file that cannot be read, has no rows, or has columns too few, too many or twice.
 */
export function readRows(file: SourceFile, mapping: Mapping): SourceRow[] {
  const text = readText(file.bytes);
  const format = mapping.format ?? (/\.(jsonl|ndjson)$/i.test(file.name) ? "jsonl" : "csv");
  const expected = columnsOf(mapping);
  const table = format === "jsonl" ? readJsonLines(text) : readCsv(text, expected, mapping.delimiter ?? null);
  const problems = format === "jsonl" ? unknownMembers(table, expected) : headerProblems(table, expected);
  if (problems.length > 0) throw new ImportRefused(problems);
  if (table.rows.length === 0) throw refused(1, "no_rows", "The file has a header and no rows.");
  return table.rows;
}

function headerProblems({ columns }: SourceTable, expected: ReadonlySet<string>): RowProblem[] {
  const wrong = (column: string, code: string, detail: string): RowProblem => ({ line: 1, column, code, detail });
  const given = new Set(columns);
  return [
    ...columns.flatMap((column, i) =>
      column === ""
        ? [wrong(`(${i + 1})`, "unnamed_column", `Column ${i + 1} has no name.`)]
        : columns.indexOf(column) < i
          ? [wrong(column, "duplicate_column", "Two columns have this name.")]
          : !expected.has(column)
            ? [
                wrong(
                  column,
                  "unknown_column",
                  'The mapping does not speak of this column. Name it in a field or in "ignore".',
                ),
              ]
            : [],
    ),
    ...[...expected]
      .filter((column) => !given.has(column))
      .map((column) => wrong(column, "missing_column", "The mapping needs this column; the file does not have it.")),
  ];
}

/** In JSON lines a member may be missing from a row, so only what is too much is wrong. */
function unknownMembers({ rows }: SourceTable, expected: ReadonlySet<string>): RowProblem[] {
  const seen = new Set<string>();
  return rows.flatMap(({ line, cells }) =>
    [...cells.keys()].flatMap((column): RowProblem[] => {
      if (expected.has(column) || seen.has(column)) return [];
      seen.add(column);
      const detail = 'The mapping does not speak of this member. Name it in a field or in "ignore".';
      return [{ line, column, code: "unknown_column", detail }];
    }),
  );
}
