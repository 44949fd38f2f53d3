import type { z } from "zod";
import type { keep } from "./merge-schemas.ts";
import { isUnknownName } from "./name-keys.ts";
import type { PatientRow } from "./patients.sql.ts";

export type Keep = z.output<typeof keep>;

type Fields = Omit<PatientRow, "id" | "merged_into" | "created_at" | "version">;

const longestNotes = 4000;

/**
 * What the kept record says after the merge: what was chosen; else its own, and the merged one's where it says nothing. A phone
 * number comes with whose it is. Somebody is known as soon as one of the two is.
 */
export function mergedFields(kept: PatientRow, merged: PatientRow, keep: Keep): Fields {
  const from = (field: keyof Keep, isEmpty: boolean) =>
    (keep[field] ?? (isEmpty ? "merged" : "kept")) === "merged" ? merged : kept;
  const nameless = isUnknownName(kept.name) || (kept.provisional && !merged.provisional);
  const phone = from("phone", kept.phone === null);
  return {
    name: from("name", nameless && !isUnknownName(merged.name)).name,
    phone: phone.phone,
    phone_is_own: phone.phone_is_own,
    birth_date: from("birth_date", kept.birth_date === null).birth_date,
    gender: from("gender", kept.gender === "unknown").gender,
    address: from("address", !kept.address).address,
    notes: notesOf(kept.notes, merged.notes, keep.notes ?? "both"),
    timezone: from("timezone", kept.timezone === null).timezone,
    provisional: kept.provisional && merged.provisional,
  };
}

function notesOf(kept: string | null, merged: string | null, keep: "kept" | "merged" | "both"): string | null {
  if (keep !== "both") return keep === "kept" ? kept : merged;
  const both = [...new Set([kept, merged].filter((notes) => notes !== null && notes !== ""))].join("\n\n");
  return both === "" ? null : both.slice(0, longestNotes);
}

/** Of the kept record's fields, which the merge changed: so that undoing it changes those back, and no others. */
export function changedFields(before: Fields, after: Fields): Record<string, { before: unknown; after: unknown }> {
  const names = Object.keys(after) as (keyof Fields)[];
  const differing = names.filter((name) => said(before[name]) !== said(after[name]));
  return Object.fromEntries(differing.map((name) => [name, { before: before[name], after: after[name] }]));
}

/** The fields as they were before the merge, where they still say what it made of them. */
export function formerFields(
  now: PatientRow,
  changed: Record<string, { before: unknown; after: unknown }>,
): Partial<Fields> {
  const still = Object.entries(changed).filter(([name, { after }]) => said(now[name as keyof Fields]) === said(after));
  return Object.fromEntries(still.map(([name, { before }]) => [name, before]));
}

/** Dates are told as they are written. */
const said = (value: unknown): string => JSON.stringify(value ?? null);
