import { CsvError, parse } from "csv-parse/sync";
import { refused } from "./problem.ts";

/** A row as it stands in the file: its first line, and the cells by column; a problem when its cells do not fit the header. */
export interface SourceRow {
  line: number;
  cells: ReadonlyMap<string, string>;
  misfit?: string;
}

export interface SourceTable {
  columns: readonly string[];
  rows: SourceRow[];
}

const delimiters = [",", ";", "\t", "|"] as const;
export const longestRowBytes = 1_000_000;

/**
 * Reads CSV (RFC 4180) whose first line names the columns. Without a delimiter the one is taken that finds most of the `expected` columns.
 *
 * Throws `ImportRefused` at the line where quotes do not close, a row is longer than a megabyte, or the header is unusable.
 */
export function readCsv(text: string, expected: ReadonlySet<string>, stated: string | null): SourceTable {
  const delimiter = stated ?? detectDelimiter(text, expected);
  const [header, ...records] = parseRecords(text, delimiter, null);
  const columns = header!.record.map((name) => name.trim().normalize("NFC"));
  let end = header!.info.lines;
  let empties = header!.info.empty_lines;
  const rows = records.map(({ record, info }) => {
    const line = end + 1 + (info.empty_lines - empties);
    end = info.lines;
    empties = info.empty_lines;
    return rowOf(line, record, columns);
  });
  return { columns, rows };
}

function rowOf(line: number, record: string[], columns: readonly string[]): SourceRow {
  const cells = new Map(columns.map((column, i) => [column, record[i] ?? ""]));
  if (record.length === columns.length) return { line, cells };
  return { line, cells, misfit: `The row has ${record.length} cells, the header has ${columns.length}.` };
}

function detectDelimiter(text: string, expected: ReadonlySet<string>): string {
  const known = delimiters.map((delimiter) => {
    const [header] = headerBy(text, delimiter);
    return {
      delimiter,
      found: header?.record.filter((name) => expected.has(name.trim().normalize("NFC"))).length ?? 0,
    };
  });
  return known.reduce((best, one) => (one.found > best.found ? one : best)).delimiter;
}

/** Under a wrong delimiter quotes may stand where they must not: then it is not this one. */
function headerBy(text: string, delimiter: string): CsvRecord[] {
  try {
    return parseRecords(text, delimiter, 1);
  } catch (error) {
    if (error instanceof Error && error.name === "ImportRefused") return [];
    throw error;
  }
}

interface CsvRecord {
  record: string[];
  info: { lines: number; empty_lines: number };
}

function parseRecords(text: string, delimiter: string, to: number | null): CsvRecord[] {
  try {
    return parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestRowBytes,
      record_delimiter: "\n",
      ...(to === null ? {} : { to }),
    }) as unknown as CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : 1;
    throw refused(line, "unreadable", sentences[error.code] ?? `This is not CSV: ${error.message}`);
  }
}

const sentences: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "A quoted cell is open at the end of the file; a closing quote is missing above.",
  CSV_MAX_RECORD_SIZE: `A row is longer than ${longestRowBytes.toLocaleString("en")} bytes; perhaps a quote is not closed.`,
  CSV_INVALID_CLOSING_QUOTE: 'Text follows a closing quote. Write a quote inside a quoted cell twice ("").',
  INVALID_OPENING_QUOTE:
    'A quote stands inside a cell that is not quoted. Quote the cell and write the quote twice ("").',
};
