import type { Clinic } from "./clinic.ts";

/** Somebody who came without an appointment, as the API answers. */
export interface Arrived {
  visit: { id: string; queue_number: number };
}

/** A walk-in through the API: of a patient of the clinic, or of somebody who is not known. */
export async function walkIn(
  clinic: Clinic,
  who: { patient?: number; practitioner?: number; service?: number },
): Promise<Arrived["visit"]> {
  const { patient, practitioner, service = 0 } = who;
  const { visit } = (await clinic.desk.post("/visits", {
    clinic_id: clinic.clinic.id,
    service_id: clinic.services[service]!.id,
    ...(patient === undefined ? { patient: {} } : { patient_id: clinic.patients[patient]!.id }),
    ...(practitioner !== undefined && { practitioner_id: clinic.practitioners[practitioner]!.id }),
  })) as unknown as Arrived;
  return visit;
}

/** A visit of the service for 800.50 that has ended and is not paid. */
export async function treat(clinic: Clinic, patient: number): Promise<void> {
  const { id } = await walkIn(clinic, { patient, practitioner: 0, service: 1 });
  for (const move of ["call", "start", "finish"]) await clinic.desk.post(`/visits/${id}/${move}`, {});
}

/** The clinic's only room. */
export async function roomOf(clinic: Clinic): Promise<{ id: string; name: string }> {
  const { items } = (await clinic.desk.get("/resources?limit=200")) as unknown as {
    items: { id: string; name: string; kind: string }[];
  };
  return items.find(({ kind }) => kind === "room")!;
}
