/** Patients' records, and what merging does to them, as the rooms above use them. */
export { changedFields, formerFields, type Keep, mergedFields } from "./merged-fields.ts";
export { findMerge, insertMerge, markMerged, markParted, markUndone, type Moved } from "./patient-merges.sql.ts";
export { listPatientMerges, mergeAnswer } from "./list-merges.ts";
export { findPatient, lockPatients, type PatientRow } from "./patients.sql.ts";
export { writeFields } from "./patient-record.ts";
