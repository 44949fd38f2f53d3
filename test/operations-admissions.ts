import type { Operation } from "../src/core/roles.ts";
import type { Booked } from "./answers.ts";
import type { Client } from "./client.ts";
import type { TestClinic } from "./clinic.ts";
import type { Ward } from "./operations-day.ts";
import type { SampleCall } from "./sample-call.ts";

/** Somebody who is admitted to the ward's first session, the one a week later, and a patient who stands. */
export interface Admitted {
  admissionId: string;
  nextSessionId: string;
  standingId: string;
}

type AdmissionOperation = Extract<
  Operation,
  | `${string}Admission`
  | `${string}Admissions`
  | "assignBed"
  | "changeSessionBed"
  | "closeSession"
  | "reopenSession"
  | "cancelSession"
  | "moveSession"
>;

export async function furnishAdmissions(admin: Client, { clinicId }: TestClinic, ward: Ward): Promise<Admitted> {
  const path = `/sessions?clinic_id=${clinicId}&from=2026-11-26&to=2026-12-04`;
  const sessions = await admin.get<{ items: { id: string }[] }>(path);
  const patient_id = await patientOf(admin, "Somebody on the ward");
  const admitted = await admin.post<Booked>(`/sessions/${ward.sessionId}/admissions`, { patient_id });
  const wanted = { session_rule_ids: [ward.sessionRuleId], starts_on: "2026-12-03" };
  const standing = { patient_id: await patientOf(admin, "Somebody who stands"), ...wanted };
  const { body } = await admin.post<{ id: string }>("/standing-admissions", standing);
  return { admissionId: admitted.body.appointment.id, nextSessionId: sessions.body.items[0]!.id, standingId: body.id };
}

const patientOf = async (admin: Client, name: string): Promise<string> =>
  (await admin.post<{ id: string }>("/patients", { name })).body.id;

/** The calls of admissions, and of sessions that have some. */
export function admissionCalls(ids: TestClinic & Ward & Admitted): Record<AdmissionOperation, SampleCall> {
  const [, , patient_id] = ids.patientIds;
  const [, bed_id] = ids.bedIds;
  const get = (path: string): SampleCall => ({ method: "GET", path });
  const post = (path: string, body: Record<string, unknown>): SampleCall => ({ method: "POST", path, body });
  const session = (verb: string, body: Record<string, unknown> = {}) =>
    post(`/sessions/${ids.sessionId}/${verb}`, body);
  const admission = (verb: string, body: Record<string, unknown>) =>
    post(`/admissions/${ids.admissionId}/${verb}`, body);
  return {
    createAdmission: post(`/sessions/${ids.nextSessionId}/admissions`, {
      patient_id,
      bed_id,
      notes: "By wheelchair",
      booking_source: "phone",
    }),
    assignBed: admission("assign-bed", { bed_id, swap: false }),
    transferAdmission: admission("transfer", { session_id: ids.nextSessionId }),
    changeSessionBed: session(`beds/${bed_id}`, { status: "out_of_service", reason: "It leaks" }),
    closeSession: session("close"),
    reopenSession: session("reopen"),
    cancelSession: session("cancel", { reason: "No water" }),
    moveSession: session("move", { starts_at: "2026-11-19T08:00:00Z" }),
    listStandingAdmissions: get("/standing-admissions"),
    readStandingAdmission: get(`/standing-admissions/${ids.standingId}`),
    createStandingAdmission: post("/standing-admissions", {
      patient_id,
      session_rule_ids: [ids.sessionRuleId],
      starts_on: "2026-11-26",
      ends_on: "2026-12-31",
      notes: "Comes by taxi",
    }),
    endStandingAdmission: post(`/standing-admissions/${ids.standingId}/end`, { ends_on: "2026-12-10" }),
  };
}
