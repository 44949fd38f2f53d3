import type { Clinic, NewAppointment, NewHold, Patient, Start, Waiver } from "../api/types.ts";

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
  /** Rules that are set aside for this start. */
  waive: Waiver[];
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

/** The time to hold for a draft: who called and the notes are learned meanwhile. Null while something is missing. */
export function wishOf({ clinic, practitionerId, patient, serviceId, start, waive }: Draft): NewHold | null {
  if (!patient || !serviceId || !start) return null;
  const practitioner = practitionerId === anyone ? start.practitioner_id : practitionerId;
  return {
    clinic_id: clinic.id,
    patient_id: patient.id,
    service_id: serviceId,
    starts_at: start.starts_at,
    booking_source: "phone",
    ...(practitioner && { practitioner_id: practitioner }),
    ...(waive.length > 0 && { waive }),
  };
}
