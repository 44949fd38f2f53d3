/** What the server says of patients' records beside the record itself, read from its schemas. */
import type { z } from "zod";
import type * as merging from "../../src/people/merge-schemas.ts";
import type * as notes from "../../src/people/note-schemas.ts";
import type * as history from "../../src/reception/history/patient-history-schemas.ts";

export type Duplicates = z.infer<typeof merging.duplicates>;
export type Duplicate = Duplicates["items"][number];
export type DuplicatePage = z.infer<typeof merging.duplicatePage>;
export type DuplicatePair = DuplicatePage["items"][number];
export type NewMerge = z.infer<typeof merging.newMerge>;
export type Keep = z.infer<typeof merging.keep>;
export type Merged = z.infer<typeof merging.merged>;
export type PatientMerge = z.infer<typeof merging.patientMerge>;
export type MergePage = z.infer<typeof merging.mergePage>;
export type MedicalNote = z.infer<typeof notes.medicalNote>;
export type NewMedicalNote = z.infer<typeof notes.newMedicalNote>;
export type MedicalNotePage = z.infer<typeof notes.medicalNotePage>;
export type PatientHistoryPage = z.infer<typeof history.patientHistoryPage>;
export type PatientHistoryItem = PatientHistoryPage["items"][number];
