import type { z } from "zod";
import type { Operation } from "../src/core/roles.ts";
import type { merged } from "../src/people/merge-schemas.ts";
import type { Client } from "./client.ts";
import type { TestClinic } from "./clinic.ts";
import type { SampleCall } from "./sample-call.ts";

/** Records that turned out, or may turn out, to be one person's. */
export interface Doubled {
  twiceId: string;
  keptId: string;
  mergeId: string;
}

type PeopleOperation = Extract<
  Operation,
  | "listDuplicates"
  | "findDuplicates"
  | "mergePatients"
  | "undoPatientMerge"
  | "listPatientMerges"
  | "readPatientHistory"
  | "listMedicalNotes"
  | "writeMedicalNote"
>;

/** Somebody who is there three times, of which two records were merged. */
export async function furnishPeople(admin: Client): Promise<Doubled> {
  const register = async () => {
    const said = { name: "Twice Told Tale", birth_date: "1980-02-29" };
    return (await admin.post<{ id: string }>("/patients", said)).body.id;
  };
  const [keptId, twiceId, goneId] = [await register(), await register(), await register()];
  const { body } = await admin.post<z.output<typeof merged>>(`/patients/${goneId}/merge`, { into_id: keptId });
  return { keptId, twiceId, mergeId: body.merge.id };
}

/** What is asked of patients' records beside reading and writing them. */
export function peopleCalls({
  patientIds,
  keptId,
  twiceId,
  mergeId,
}: TestClinic & Doubled): Record<PeopleOperation, SampleCall> {
  const get = (path: string): SampleCall => ({ method: "GET", path });
  const post = (path: string, body: Record<string, unknown>): SampleCall => ({ method: "POST", path, body });
  const [patientId] = patientIds;
  return {
    listDuplicates: get("/patients/duplicates?min_score=70&limit=5"),
    findDuplicates: get(`/patients/${twiceId}/duplicates`),
    mergePatients: post(`/patients/${twiceId}/merge`, {
      into_id: keptId,
      reason: "Two\nlines",
      keep: {
        name: "kept",
        phone: "merged",
        birth_date: "kept",
        gender: "merged",
        address: "kept",
        timezone: "kept",
        notes: "both",
      },
    }),
    listPatientMerges: get(`/patient-merges?patient_id=${keptId}&limit=5`),
    undoPatientMerge: post(`/patient-merges/${mergeId}/undo`, {}),
    readPatientHistory: get(`/patients/${patientId}/history?kind=visit&limit=5`),
    listMedicalNotes: get(`/patients/${patientId}/medical-notes?limit=5`),
    writeMedicalNote: post(`/patients/${patientId}/medical-notes`, {
      body: "Two\nlines",
      visit_id: null,
      corrects_id: null,
    }),
  };
}
