import { z } from "zod";
import { id, instant, listQuery, pageOf, prose } from "../core/schemas.ts";

const body = prose(5_000).pipe(z.string().min(1, "This may not be empty."));

export const newMedicalNote = z.strictObject({
  body,
  visit_id: id.nullable().optional(),
  corrects_id: id
    .nullable()
    .optional()
    .meta({ description: "The note that this one corrects; that one stays as it is" }),
});

export const medicalNote = z
  .object({
    id,
    patient_id: id,
    visit_id: id.nullable(),
    corrects_id: id.nullable(),
    corrected_by_id: id.nullable(),
    body: z.string(),
    account_id: id,
    account_name: z.string(),
    created_at: instant,
  })
  .meta({ id: "MedicalNote" });

export const medicalNotePage = pageOf(medicalNote);
export const medicalNoteQuery = z.strictObject(listQuery);
