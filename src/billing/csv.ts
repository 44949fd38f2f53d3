type Cell = string | number | null;

/** What a spreadsheet would take for a formula, also behind spaces, when it begins a cell. */
const formula = /^\s*[=+\-@\t\r]/;

/**
 * Rows as CSV (RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8). Text that a spreadsheet would calculate gets an
 * apostrophe before it; numbers are written as they are.
 */
export function writeCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [header, ...rows].map((row) => row.map(cell).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function cell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const harmless = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
