import type { Candidate } from "../../booking/offer.ts";
import type { Place } from "../proposal.ts";

/** An appointment that is to move, and what there is for it: its own time is taken away, and what is lost is closed. */
export interface Moving {
  appointmentId: string;
  patientId: string;
  serviceId: string;
  sessionTicketId: string | null;
  was: Place;
  timezone: string;
  /** Who could give it. Empty where the clinic does not offer the service any more. */
  candidates: readonly Candidate[];
  /** Whether it may not stay where it is, though nothing closes that. */
  mustLeave: boolean;
  /** What is asked of its day, where it is a session that is owed. */
  session: SessionBounds | null;
}

/** Between which days of the clinic's calendar a session may be, and what its request asks. Days are epoch days. */
export interface SessionBounds {
  requestId: string;
  /** Counts the sessions of the request in the order of time. */
  rank: number;
  /** The first and last day that the request's dates, and its sessions that stay, leave. */
  firstDay: number;
  lastDay: number;
  minDays: number;
  maxDays: number | null;
  /** What is required, or null. */
  practitionerId: string | null;
  roomKind: string | null;
}
