import type { Temporal } from "temporal-polyfill";
import { nameKey } from "../core/names.ts";
import { soundKey } from "../core/name-sounds.ts";
import type { matchReasons } from "./merge-schemas.ts";
import { isUnknownName } from "./name-keys.ts";
import type { PatientRow } from "./patients.sql.ts";

export type MatchReason = (typeof matchReasons)[number];
type Compared = Pick<PatientRow, "name" | "phone" | "birth_date" | "gender" | "provisional">;

export interface Match {
  /** 0 to 100. */
  score: number;
  reasons: { code: MatchReason; detail: string }[];
}

/** What each reason counts for or against, in points of a hundred, and its words. Found by measuring; see the test. */
const weights: Record<MatchReason, readonly [points: number, detail: string]> = {
  same_name: [50, "The names are the same."],
  name_sounds_alike: [46, "The names sound alike in other letters."],
  similar_name: [40, "The names differ by little."],
  other_name: [-45, "The names are different."],
  same_phone: [30, "Both have the same phone number."],
  same_birth_date: [35, "Both were born on the same day."],
  birth_date_swapped: [28, "The birth dates have day and month exchanged."],
  birth_date_near: [12, "The birth dates differ in the day, the month or the year alone."],
  other_birth_date: [-40, "The birth dates are different."],
  other_gender: [-20, "The genders are different."],
  provisional: [25, "One of them has no name yet."],
};

/** A name of three words or more is rarely two people's. */
const threeWords = 8;

/** How likely two records are one person's, with everything that speaks for and against it. */
export function matchPatients(one: Compared, other: Compared): Match {
  const codes = [
    nameReason(one, other),
    one.phone !== null && one.phone === other.phone ? ("same_phone" as const) : null,
    birthReason(one.birth_date, other.birth_date),
    differs(one.gender, other.gender) ? ("other_gender" as const) : null,
  ].filter((code) => code !== null);
  const whole = codes[0] === "same_name" && nameKey(one.name).split(" ").length >= 3 ? threeWords : 0;
  const points = codes.reduce((sum, code) => sum + weights[code][0], whole);
  return {
    score: Math.max(0, Math.min(100, points)),
    reasons: codes.map((code) => ({ code, detail: weights[code][1] })),
  };
}

const differs = (one: PatientRow["gender"], other: PatientRow["gender"]): boolean =>
  one !== "unknown" && other !== "unknown" && one !== other;

function nameReason(one: Compared, other: Compared): MatchReason | null {
  if (isUnknownName(one.name) || isUnknownName(other.name)) return "provisional";
  const [a, b] = [nameKey(one.name), nameKey(other.name)].map((key) => key.split(" "));
  const written = closeness(a!, b!);
  if (written === 1) return "same_name";
  // A family name in common does not make أحمد of محمود.
  if (written >= 0.8 && closeness(a!, b!, 0.7) > 0) return "similar_name";
  const sounded = closeness(soundKey(one.name).split(" "), soundKey(other.name).split(" "));
  const scripts = [scriptOf(one.name), scriptOf(other.name)];
  // Within one script what is written says more: Hassan and Hussein are two people.
  if (scripts[0] !== scripts[1]) {
    if (scripts.includes("other")) return null;
    if (sounded === 1) return "name_sounds_alike";
    if (sounded >= 0.8) return "similar_name";
  }
  return sounded === 1 && written >= 0.6 ? "similar_name" : "other_name";
}

/**
 * How close the words of two names are, from 0 to 1: those of the shorter name to the nearest of the longer one, each once, in any
 * order. A word without a counterpart that is at least so like it makes them different; a name that has one word says little about
 * one that has more.
 */
function closeness(one: readonly string[], other: readonly string[], least = 0.6): number {
  const [shorter, longer] = one.length <= other.length ? [one, [...other]] : [other, [...one]];
  if (shorter.length === 0 || shorter[0] === "") return 0;
  let sum = 0;
  for (const word of shorter) {
    const near = longer.map((candidate) => likeness(word, candidate));
    const best = Math.max(...near);
    if (best < least) return 0;
    longer.splice(near.indexOf(best), 1);
    sum += best;
  }
  const average = sum / shorter.length;
  const missing = longer.length;
  return shorter.length === 1 && missing > 0 ? average * 0.7 : average - missing * 0.06;
}

/** One minus the edits that turn one word into the other, as a part of the longer; an exchange of neighbours is one edit. */
function likeness(one: string, other: string): number {
  if (one === other) return 1;
  const [a, b] = [Array.from(one), Array.from(other)];
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity;
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, change, swap));
    }
    [before, last] = [last, row];
  }
  return 1 - last[b.length]! / Math.max(a.length, b.length);
}

function scriptOf(name: string): string {
  return ["Latin", "Greek", "Arabic"].find((script) => new RegExp(`\\p{Script=${script}}`, "u").test(name)) ?? "other";
}

function birthReason(one: Temporal.PlainDate | null, other: Temporal.PlainDate | null): MatchReason | null {
  if (one === null || other === null) return null;
  if (one.equals(other)) return "same_birth_date";
  if (one.year === other.year && one.month === other.day && one.day === other.month) return "birth_date_swapped";
  const parts = (["year", "month", "day"] as const).filter((part) => one[part] !== other[part]);
  return parts.length === 1 ? "birth_date_near" : "other_birth_date";
}
