import { api } from "../urls.ts";
import { get, post } from "./client.ts";
import type * as T from "./patient-types.ts";
import { request } from "./request.ts";

type Cursor = string | undefined;

/** A patient's record as a whole: what it has seen, whose it may be as well, and what doctors write in it. */
export const patientClient = {
  readHistory: (id: string, kind: T.PatientHistoryItem["kind"], cursor: Cursor) =>
    get<T.PatientHistoryPage>(api.patientPart(id, "history", { kind, cursor, limit: 25 })),
  findDuplicates: (id: string) => get<T.Duplicates>(api.patientPart(id, "duplicates")),
  listDuplicates: (cursor: Cursor) => get<T.DuplicatePage>(api.duplicates({ cursor, limit: 25 })),
  merge: (id: string, body: T.NewMerge, version: number, idempotencyKey: string) =>
    request<T.Merged>("POST", api.patientPart(id, "merge"), { body, version, idempotencyKey }),
  listMerges: (patientId: string) => get<T.MergePage>(api.patientMerges({ patient_id: patientId })),
  undoMerge: (id: string, key: string) => post<T.Merged>(api.patientMergeVerb(id, "undo"), {}, key),
  listNotes: (id: string, cursor: Cursor) =>
    get<T.MedicalNotePage>(api.patientPart(id, "medical-notes", { cursor, limit: 25 })),
  writeNote: (id: string, body: T.NewMedicalNote, key: string) =>
    post<T.MedicalNote>(api.patientPart(id, "medical-notes"), body, key),
};
