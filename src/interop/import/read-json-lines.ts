import type { SourceRow, SourceTable } from "./read-csv.ts";
import { longestRowBytes } from "./read-csv.ts";
import { refused } from "./problem.ts";

/**
 * Reads one JSON object per line; its members are the cells. The columns are all members that occur.
 *
 * Throws `ImportRefused` at the first line that is not an object of texts, numbers, booleans and nulls.
 */
export function readJsonLines(text: string): SourceTable {
  const rows: SourceRow[] = [];
  text.split("\n").forEach((content, index) => {
    if (content.trim() === "") return;
    const line = index + 1;
    if (content.length > longestRowBytes)
      throw refused(line, "unreadable", `The line is longer than ${longestRowBytes.toLocaleString("en")} characters.`);
    const members = Object.entries(objectOf(content, line));
    rows.push({
      line,
      cells: new Map(members.map(([name, value]) => [name.normalize("NFC"), cellOf(value, name, line)])),
    });
  });
  return { columns: [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))], rows };
}

function objectOf(content: string, line: number): object {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refused(line, "unreadable", `This line is not JSON: ${error.message}.`);
  }
  throw refused(line, "unreadable", "Each line must be one JSON object.");
}

function cellOf(value: unknown, name: string, line: number): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "number") throw refused(line, "unreadable", "A list or object is not a cell.", name);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw refused(line, "unreadable", "This number is too large to be read exactly; write it in quotes.", name);
  return String(value);
}
