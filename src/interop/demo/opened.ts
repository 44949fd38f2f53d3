import type { DemoPlan } from "./plan-demo.ts";

/** A practitioner of the plan; their own clinic comes first. */
export interface OpenedPractitioner {
  id: string;
  clinicIds: string[];
}

/** A clinic of the plan, with who works there. */
export interface OpenedClinic {
  id: string;
  place: DemoPlan["clinics"][number];
  practitionerIds: string[];
}
