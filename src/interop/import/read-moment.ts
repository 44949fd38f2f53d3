import { Temporal } from "temporal-polyfill";
import { toInstant } from "../../core/zones.ts";
import type { Cell } from "./mapping.ts";
import type { SourceRow } from "./read-csv.ts";
import { type Complain, readDate, sayWallFault, shorten } from "./read-cell.ts";
import { readWall } from "./wall-format.ts";

/** What a point in time may rest on beside its own cell. */
export interface Around {
  zone: string;
  sessionDate: Temporal.PlainDate | null;
  earlier: Partial<Record<string, Temporal.Instant>>;
  /** Fields of which something wrong has been said. */
  unreadable: ReadonlySet<string>;
}

const iso = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?$/;
const midnight = new Temporal.PlainTime();

/**
 * The instant that a cell says: with an offset, or as wall-clock time of the clinic, in the cell's format, on another column's
 * date or the session's, or as a duration after an earlier field. A date alone means its midnight.
 */
export function readMoment(
  text: string,
  cell: Cell,
  row: SourceRow,
  around: Around,
  complain: Complain,
): Temporal.Instant | null {
  if (cell.after !== undefined) return readDuration(text, cell, around, complain);
  if (cell.format === undefined && cell.on === undefined) return readIso(text, around.zone, complain);
  const format = cell.format ?? "HH:mm:ss";
  const wall = readWall(text, format);
  if (typeof wall === "string") return complain(wall, sayWallFault(wall, text, format));
  const date = wall.date ?? dateFrom(cell, row, around, complain);
  if (date === undefined)
    return complain("wrong_format", `The format ${format} has no date; say with "on" where it is.`);
  return date && locate(date, wall.time ?? midnight, around.zone, complain);
}

function readDuration(
  text: string,
  { after = "", unit }: Cell,
  { earlier, unreadable }: Around,
  complain: Complain,
): Temporal.Instant | null {
  const beginning = earlier[after];
  if (!/^\d{1,6}(?:\.\d{1,6})?$/.test(text))
    return complain("invalid_value", `"${shorten(text)}" is no number of ${unit}.`);
  if (unreadable.has(after)) return null;
  if (!beginning) return complain("missing", `The duration has no beginning: ${after} is empty.`);
  return beginning.add({ seconds: Math.round(Number(text) * (unit === "minutes" ? 60 : 1)) });
}

/** The date that the time stands on; undefined when the mapping names none, null when it is unreadable. */
function dateFrom(
  { on }: Cell,
  row: SourceRow,
  { sessionDate }: Around,
  complain: Complain,
): Temporal.PlainDate | null | undefined {
  if (on === undefined) return undefined;
  if (on === "session") return sessionDate;
  const text = (row.cells.get(on.column) ?? "").trim();
  return readDate(text, on.format ?? "YYYY-MM-DD", (code, detail) => complain(code, detail, on.column));
}

function readIso(text: string, zone: string, complain: Complain): Temporal.Instant | null {
  if (!iso.test(text))
    return complain(
      "wrong_format",
      `"${shorten(text)}" is not written as 2026-10-25T09:00:00+02:00 or 2026-10-25 09:00.`,
    );
  try {
    if (/(?:Z|[+-]\d\d:\d\d)$/.test(text) && text.length > 11) return Temporal.Instant.from(text);
    const { date, time } = split(Temporal.PlainDateTime.from(text, { overflow: "reject" }));
    return locate(date, time, zone, complain);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return complain("no_such_date", sayWallFault("no_such_date", text, ""));
  }
}

const split = (wall: Temporal.PlainDateTime) => ({ date: wall.toPlainDate(), time: wall.toPlainTime() });

function locate(
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
  zone: string,
  complain: Complain,
): Temporal.Instant | null {
  if (date.year < 1900 || date.year > 2199) return complain("no_such_date", "The year must lie between 1900 and 2199.");
  return (
    toInstant(date, time, zone) ??
    complain("no_such_time", `Clocks in ${zone} skipped ${time.toString()} on ${date.toString()}.`)
  );
}
