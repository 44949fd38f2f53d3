import type { Clinic, NewAppointment, Patient, Start } from "../api/types.ts";

export const steps = ["clinic", "practitioner", "patient", "serviceAndTime", "confirm"] as const;
export type Step = (typeof steps)[number];

/** Whoever is free: the start that is chosen names the practitioner. */
export const anyone = "any";

/** What the wizard knows so far. Choosing again clears only what the choice made impossible. */
export interface Draft {
  clinic: Clinic;
  /** A practitioner's id, `anyone`, or null while nothing is chosen. */
  practitionerId: string | null;
  patient: Patient | null;
  serviceId: string | null;
  start: Start | null;
  source: NewAppointment["booking_source"];
  notes: string;
}

/** What is missing before the step can be left; null when it is complete. */
export function missing(draft: Draft, step: Step): Step | "time" | null {
  if (step === "practitioner" && !draft.practitionerId) return "practitioner";
  if (step === "patient" && !draft.patient) return "patient";
  if (step === "serviceAndTime" && !draft.serviceId) return "serviceAndTime";
  if (step === "serviceAndTime" && !draft.start) return "time";
  return null;
}

/** What is sent for a complete draft; null while something is missing. */
export function commandOf(draft: Draft): NewAppointment | null {
  const { clinic, practitionerId, patient, serviceId, start, source, notes } = draft;
  if (!patient || !serviceId || !start) return null;
  const practitioner = practitionerId === anyone ? start.practitioner_id : practitionerId;
  return {
    clinic_id: clinic.id,
    patient_id: patient.id,
    service_id: serviceId,
    starts_at: start.starts_at,
    booking_source: source,
    ...(practitioner && { practitioner_id: practitioner }),
    ...(notes.trim() && { notes }),
  };
}
