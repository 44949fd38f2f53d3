import { z } from "zod";
import { id, instant, listQuery, pageOf, prose, stored } from "../core/schemas.ts";
import { patient } from "./schemas.ts";

const either = z.enum(["kept", "merged"]);

/** From which of the two records a field is taken; else the kept one's, and the merged one's where that says nothing. */
export const keep = z.strictObject({
  name: either.optional(),
  phone: either.optional().meta({ description: "With whether the number is the patient's own" }),
  birth_date: either.optional(),
  gender: either.optional(),
  address: either.optional(),
  timezone: either.optional(),
  notes: z.enum(["kept", "merged", "both"]).optional(),
});

/** The record in the address is given up; `into_id` is kept. */
export const newMerge = z.strictObject({ into_id: id, reason: prose(500).optional(), keep: keep.optional() });

const movedCount = z.int().meta({ description: "How many were moved" });

export const patientMerge = z
  .object({
    ...stored,
    kept_id: id,
    kept_name: z.string(),
    merged_id: id,
    merged_name: z.string(),
    reason: z.string().nullable(),
    moved: z.object({
      appointments: movedCount,
      visits: movedCount,
      payments: movedCount,
      contracts: movedCount,
      requests: movedCount,
      standing_admissions: movedCount,
    }),
    merged_by_name: z.string().nullable(),
    merged_at: instant,
    undone_by_name: z.string().nullable(),
    undone_at: instant.nullable(),
  })
  .meta({ id: "PatientMerge" });

/** The record that is kept or, when a merge was undone, the one that stands for itself again. */
export const merged = z.object({ version: z.int(), patient, merge: patientMerge });

export const mergeQuery = z.strictObject({ patient_id: id.optional(), ...listQuery });
export const mergePage = pageOf(patientMerge);

export const matchReasons = [
  "same_name",
  "name_sounds_alike",
  "similar_name",
  "other_name",
  "same_phone",
  "same_birth_date",
  "birth_date_swapped",
  "birth_date_near",
  "other_birth_date",
  "other_gender",
  "provisional",
] as const;

const match = {
  score: z.int().min(0).max(100).meta({ description: "75 and more: very likely one person" }),
  reasons: z.array(z.object({ code: z.enum(matchReasons), detail: z.string() })),
};

export const duplicates = z.object({
  items: z.array(z.object({ patient, ...match })),
  sharing_phone: z.array(patient).meta({ description: "Who else has the number, its owner first" }),
});

export const duplicatePage = pageOf(z.object({ patients: z.tuple([patient, patient]), ...match }));
export const duplicatesQuery = z.strictObject({
  min_score: z.coerce.number().int().min(1).max(100).default(60),
  ...listQuery,
});
