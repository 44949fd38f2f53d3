import type { z } from "zod";
import type { placementReasons } from "./schemas.ts";

export type Reasons = z.output<typeof placementReasons>;
export type Remark = Reasons["met"][number];

/** Where and when something takes place, in epoch minutes; `end` is without buffers. */
export interface Place {
  clinicId: string;
  practitionerId: string | null;
  /** What it takes besides the practitioner, where that is decided; else the evaluator chooses when it is agreed. */
  resourceIds: readonly string[];
  start: number;
  end: number;
}

/** One session, appointment or service of a plan, and where it is to go: all kinds of plan give these. */
export interface Proposal {
  /** Of the request or of the appointment as it is; `place` may be elsewhere. */
  clinicId: string;
  patientId: string;
  serviceId: string;
  /** The session that it gives, or the appointment that it moves; an itinerary's services have neither. */
  sessionTicketId: string | null;
  appointmentId: string | null;
  /** Where the appointment is now. */
  was: Place | null;
  /** Null where nothing was found: `reasons.blocked` says why. */
  place: Place | null;
  cost: number;
  reasons: Reasons;
}

/** What a question comes to. `bound` is what no answer can cost less than. */
export interface Answer {
  proposals: readonly Proposal[];
  objective: number;
  bound: number;
}

export const noReasons: Reasons = { met: [], given_up: [], blocked: [] };
