import type { Keep } from "../api/patient-types.ts";
import type { Patient } from "../api/types.ts";
import { compareInstants } from "../text/days.ts";

/** What two records may say differently, in the order in which they are compared. */
export const comparedFields = ["name", "phone", "birth_date", "gender", "address", "notes", "timezone"] as const;
export type ComparedField = (typeof comparedFields)[number];

export type Side = "kept" | "merged";
export type Choice = Partial<Record<ComparedField, Side>>;

const says = (patient: Patient, field: ComparedField): boolean =>
  patient[field] !== null && patient[field] !== "" && patient[field] !== "unknown";

/** Whether there is something to choose: both say something, and not the same. */
export const differs = (kept: Patient, merged: Patient, field: ComparedField): boolean =>
  says(kept, field) && says(merged, field) && kept[field] !== merged[field];

/** Whose value will stand: what was chosen, else the kept record's, which the other one fills up. */
export function standing(kept: Patient, merged: Patient, field: ComparedField, choice: Choice): Side {
  if (!differs(kept, merged, field)) return says(kept, field) || !says(merged, field) ? "kept" : "merged";
  return choice[field] ?? (field === "name" && kept.provisional && !merged.provisional ? "merged" : "kept");
}

/** What is sent: a side for each field on which they differ; notes that differ are kept both unless one was chosen. */
export function keepOf(kept: Patient, merged: Patient, choice: Choice): Keep {
  const chosen = comparedFields.filter((field) => differs(kept, merged, field) && (field !== "notes" || choice.notes));
  return Object.fromEntries(chosen.map((field) => [field, standing(kept, merged, field, choice)]));
}

/** Which of two is kept when nobody has said: who is known rather than not, else the one that was there first. */
export function keptFirst(one: Patient, other: Patient): [kept: Patient, merged: Patient] {
  const isLater = compareInstants(one.created_at, other.created_at) > 0;
  const later = one.provisional === other.provisional ? isLater : one.provisional;
  return later ? [other, one] : [one, other];
}
