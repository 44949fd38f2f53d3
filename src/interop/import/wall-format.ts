import { Temporal } from "temporal-polyfill";
import { digitsToAscii } from "../../core/text.ts";

/** What a written date or time says; a part that its format does not have is null. */
export interface Wall {
  date: Temporal.PlainDate | null;
  time: Temporal.PlainTime | null;
}

export type WallFault = "wrong_format" | "no_such_date" | "no_such_time";

// Longest first, so that `MM` is not read as two `M`.
const tokens = {
  YYYY: String.raw`(?<year>\d{4})`,
  MM: String.raw`(?<month>\d{2})`,
  DD: String.raw`(?<day>\d{2})`,
  HH: String.raw`(?<hour>\d{2})`,
  hh: String.raw`(?<hour>\d{2})`,
  mm: String.raw`(?<minute>\d{2})`,
  ss: String.raw`(?<second>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  D: String.raw`(?<day>\d{1,2})`,
  H: String.raw`(?<hour>\d{1,2})`,
  h: String.raw`(?<hour>\d{1,2})`,
  A: "(?<half>[AaPp][Mm])",
} as const;
const tokenPattern = new RegExp(`${Object.keys(tokens).join("|")}|[A-Za-z]+|[^A-Za-z]+`, "g");

/**
 * What is wrong with a format such as `D/M/YYYY` or `h:mm A`, or null. Years have four digits: two would have to be guessed.
 */
export function faultOfFormat(format: string): string | null {
  const parts = partsOf(format);
  const unknown = parts.find((part) => /^[A-Za-z]/.test(part) && part !== "T" && !(part in tokens));
  if (unknown !== undefined) return `"${unknown}" is not known. Use ${Object.keys(tokens).join(", ")}.`;
  const kinds = parts.filter((part) => part in tokens).map((part) => part[0]!);
  if (new Set(kinds).size < kinds.length) return "A part stands in it twice.";
  const has = (kind: string) => kinds.includes(kind);
  if (has("Y") || has("M") || has("D")) {
    if (!(has("Y") && has("M") && has("D"))) return "A date needs YYYY, M or MM, and D or DD.";
  } else if (!(has("H") || has("h"))) return "It has neither a date nor a time.";
  if ((has("H") || has("h")) !== has("m")) return "A time needs an hour and mm.";
  return has("h") === has("A") ? null : "h goes with A (AM or PM), H without.";
}

/** Reads what is written in a format that `faultOfFormat` accepts. Digits of any script; no date is moved to one that exists. */
export function readWall(text: string, format: string): Wall | WallFault {
  const found = patternOf(format).exec(digitsToAscii(text.trim()))?.groups;
  if (!found) return "wrong_format";
  const { year, month, day, hour, minute, second = "0", half } = found;
  const date = year === undefined ? null : dateOf(Number(year), Number(month), Number(day));
  if (date === undefined) return "no_such_date";
  const time = hour === undefined ? null : timeOf(hourOf(Number(hour), half), Number(minute), Number(second));
  return time === undefined ? "no_such_time" : { date, time };
}

const partsOf = (format: string): string[] => format.match(tokenPattern) ?? [];

const patterns = new Map<string, RegExp>();

function patternOf(format: string): RegExp {
  const known = patterns.get(format);
  if (known) return known;
  const source = partsOf(format).map((part) =>
    part in tokens ? tokens[part as keyof typeof tokens] : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
  );
  const pattern = new RegExp(`^${source.join("")}$`);
  patterns.set(format, pattern);
  return pattern;
}

/** 12 AM is midnight, 12 PM is noon; 13 PM is no hour at all. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
}

function dateOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function timeOf(hour: number, minute: number, second: number): Temporal.PlainTime | undefined {
  return hour <= 23 && minute <= 59 && second <= 59 ? new Temporal.PlainTime(hour, minute, second) : undefined;
}
