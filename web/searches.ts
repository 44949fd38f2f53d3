import type { AppointmentStatus, TimeOffStatus } from "../src/core/moves.ts";

/** What stands behind the question mark of an address, by page. */

export interface CalendarSearch {
  date?: string | undefined;
  /** The one that is opened beside the grid. */
  appointment?: string | undefined;
  columns?: "things" | undefined;
  /** Whether sessions that have no time yet are listed beside it. */
  tickets?: true | undefined;
}

export interface DayHistorySearch {
  date?: string | undefined;
  /** As of which instant; now where there is none. */
  at?: string | undefined;
}

export interface AppointmentsSearch {
  date?: string | undefined;
  status?: AppointmentStatus | undefined;
  practitioner?: string | undefined;
}

export interface TimeOffSearch {
  show?: TimeOffStatus | undefined;
  past?: true | undefined;
}

/** Who or what is away, and between which instants. */
export interface ReplanSearch {
  resource?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export interface BookSearch {
  practitioner?: string | undefined;
  patient?: string | undefined;
  date?: string | undefined;
  /** Wall-clock time, `HH:MM`. */
  time?: string | undefined;
}

export interface HoursSearch {
  /** Any date of the shown week. */
  date?: string | undefined;
  view?: "table" | undefined;
}

export const patientParts = ["record", "visits", "payments", "course", "notes"] as const;

export interface PatientSearch {
  show?: (typeof patientParts)[number] | undefined;
}

export interface PaymentsSearch {
  show: "outstanding" | "all" | "day";
  date?: string | undefined;
}

/** The day of the session board. */
export interface SessionsSearch {
  date?: string | undefined;
}

export interface QueueSearch {
  /** `everybody` for a doctor who looks beyond the own line. */
  practitioner?: string | undefined;
  service?: string | undefined;
}

export const reportNames = ["waiting", "noShows", "utilization"] as const;

export interface ReportsSearch {
  report?: (typeof reportNames)[number] | undefined;
  from?: string | undefined;
  /** The last date that counts. */
  to?: string | undefined;
}
