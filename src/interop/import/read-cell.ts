import { isMangledNumber } from "./mangled-number.ts";
import { type Cell, columnsOfCell } from "./mapping.ts";
import type { RowProblem } from "./problem.ts";
import type { SourceRow } from "./read-csv.ts";
import { readWall, type WallFault } from "./wall-format.ts";

/** Takes down what is wrong with the cell at hand, or with the cell of another column. */
export type Complain = (code: string, detail: string, elsewhere?: string) => null;

/** A complaint book for one cell of a row: its line, and the column that a reader should look at. */
export function complainAt(row: SourceRow, cell: Cell, problems: RowProblem[]): Complain {
  const [column = null] = columnsOfCell(cell);
  return (code, detail, elsewhere) => {
    problems.push({ line: row.line, column: elsewhere ?? column, code, detail });
    return null;
  };
}

/** The text that a field gets from its row, through template and value map; null when there is none. */
export function readCell(cell: Cell, row: SourceRow, empty: readonly string[], complain: Complain): string | null {
  const text = textOf(cell, row, empty);
  const { values, otherwise } = cell;
  if (!values) return text === "" ? null : text;
  if (Object.hasOwn(values, text)) return values[text] ?? null;
  if (text === "") return null;
  if (otherwise !== undefined) return otherwise;
  return complain(
    "unknown_value",
    `"${shorten(text)}" is not among the values of the mapping: ${quoted(Object.keys(values))}.`,
  );
}

function textOf({ column, value, template }: Cell, row: SourceRow, empty: readonly string[]): string {
  const cellText = (name: string) => {
    const text = (row.cells.get(name.normalize("NFC")) ?? "").trim();
    return empty.includes(text) ? "" : text;
  };
  if (column !== undefined) return cellText(column);
  if (value !== undefined) return String(value);
  const columns = columnsOfCell({ template });
  if (columns.every((name) => cellText(name) === "") && columns.length > 0) return "";
  return (template ?? "").replace(/\{([^{}]+)\}/g, (_, name: string) => cellText(name)).trim();
}

/** The value in the form that its field needs; text as it is. */
export function readForm(form: string | undefined, text: string, cell: Cell, complain: Complain): unknown {
  switch (form) {
    case "identifier":
      return isMangledNumber(text) ? complain("mangled_number", mangled(text)) : text;
    case "date":
      return readDate(text, cell.format ?? "YYYY-MM-DD", complain)?.toString() ?? null;
    case "boolean":
      return (
        booleans.get(text.toLowerCase()) ?? complain("invalid_value", `"${shorten(text)}" is neither true nor false.`)
      );
    case "integer":
      return /^-?\d{1,9}$/.test(text)
        ? Number(text)
        : complain("invalid_value", `"${shorten(text)}" is not a whole number.`);
    case "list":
      return text.split(cell.separator ?? ";").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
    case undefined:
    default:
      return text;
  }
}

const booleans = new Map([
  ["true", true],
  ["yes", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["0", false],
]);

export function readDate(text: string, format: string, complain: Complain) {
  const wall = readWall(text, format);
  if (typeof wall === "string") return complain(wall, sayWallFault(wall, text, format));
  return wall.date ?? complain("wrong_format", `"${shorten(text)}" holds no date; the format is ${format}.`);
}

export function sayWallFault(fault: WallFault, text: string, format: string): string {
  const said = `"${shorten(text)}"`;
  if (fault === "no_such_date") return `There is no such date as ${said}.`;
  if (fault === "no_such_time") return `There is no such time as ${said}.`;
  return `${said} is not written as ${format}.`;
}

export const mangled = (text: string): string =>
  `"${shorten(text)}" is a number that a spreadsheet has shortened; its last digits are lost. Export the column again as text.`;

export function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= 60 ? text : `${characters.slice(0, 57).join("")}…`;
}

const quoted = (texts: readonly string[]): string => texts.map((text) => `"${text}"`).join(", ");
