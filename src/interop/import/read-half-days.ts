import { readMonth, readWeekday } from "./calendar-words.ts";
import type { HalfDay } from "./date-half-days.ts";
import type { SessionsMapping } from "./mapping.ts";
import type { RowProblem } from "./problem.ts";
import type { SourceRow } from "./read-csv.ts";

/**
 * The half days of a file, in its order. Every row of a session must say the same of it, and its rows must follow each other;
 * what does not is a problem of that row.
 */
export function readHalfDays(
  rows: readonly SourceRow[],
  mapping: SessionsMapping,
): { halfDays: HalfDay[]; problems: RowProblem[] } {
  const found = new Map<string, { halfDay: HalfDay; line: number }>();
  const problems: RowProblem[] = [];
  let current: string | null = null;
  for (const row of rows) {
    const halfDay = readHalfDay(row, mapping, problems);
    if (!halfDay) continue;
    const known = found.get(halfDay.session);
    if (!known) found.set(halfDay.session, { halfDay, line: row.line });
    else complainOfChange(row, mapping, halfDay, known, current, problems);
    current = halfDay.session;
  }
  return { halfDays: [...found.values()].map(({ halfDay }) => halfDay), problems };
}

function readHalfDay(row: SourceRow, mapping: SessionsMapping, problems: RowProblem[]): HalfDay | null {
  const cell = (column: string) => row.cells.get(column)?.trim() ?? "";
  const complain = (column: string, detail: string) => {
    problems.push({ line: row.line, column, code: "invalid_value", detail });
  };
  const session = cell(mapping.session);
  const weekday = readWeekday(cell(mapping.weekday));
  const month = mapping.month === undefined ? null : readMonth(cell(mapping.month));
  const half = Object.keys(mapping.halves).indexOf(cell(mapping.half));
  if (session === "") complain(mapping.session, "The row belongs to no session.");
  if (weekday === null) complain(mapping.weekday, `"${cell(mapping.weekday)}" is no weekday.`);
  if (mapping.month !== undefined && month === null) complain(mapping.month, `"${cell(mapping.month)}" is no month.`);
  if (half < 0)
    complain(mapping.half, `"${cell(mapping.half)}" is not among ${Object.keys(mapping.halves).join(", ")}.`);
  const complete = session !== "" && weekday !== null && half >= 0 && (mapping.month === undefined || month !== null);
  return complete ? { session, weekday, month, half } : null;
}

function complainOfChange(
  row: SourceRow,
  mapping: SessionsMapping,
  halfDay: HalfDay,
  known: { halfDay: HalfDay; line: number },
  current: string | null,
  problems: RowProblem[],
): void {
  const first = known.halfDay;
  const same = halfDay.weekday === first.weekday && halfDay.month === first.month && halfDay.half === first.half;
  const detail = !same
    ? `Session ${halfDay.session} is another half day on line ${known.line}.`
    : current !== halfDay.session
      ? `Session ${halfDay.session} began on line ${known.line} and was over; sessions must stand together and in their order.`
      : null;
  if (detail !== null) problems.push({ line: row.line, column: mapping.session, code: "inconsistent_session", detail });
}
