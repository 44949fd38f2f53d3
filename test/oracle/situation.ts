/**
 * All that decides who is free when, as plain data: what the oracle reads, what the generator draws.
 *
 * Instants are whole minutes since 1970-01-01T00:00Z, ranges are half-open, local times are `HH:MM`, dates `YYYY-MM-DD`.
 */
export interface Situation {
  now: number;
  /** The dates that may be asked about, in the zone of the first clinic; the oracle knows the days around them too. */
  from: string;
  days: number;
  clinics: Clinic[];
  resources: Resource[];
  rules: Rule[];
  /** In the order of their creation. */
  exceptions: Exception[];
  pools: Pool[];
  services: Service[];
  claims: Claim[];
  /** When the patient who asks has other live appointments. */
  patientBusy: Range[];
}

export type Range = [starts: number, ends: number];

export interface Clinic {
  id: string;
  zone: string;
}

export type Kind = "practitioner" | "room" | "station" | "bed" | "equipment" | "telehealth" | "staff";

export interface Resource {
  id: string;
  name: string;
  kind: Kind;
  lanes: number;
  /** Those at which a practitioner works; the one at which another resource stands; null for what moves between all. */
  clinicIds: string[] | null;
  retired: boolean;
}

export interface Rule {
  id: string;
  resourceId: string;
  clinicId: string;
  weekday: number;
  start: string;
  /** Not after the start: on the next day. */
  end: string;
  zone: string;
  validFrom: string | null;
  validTo: string | null;
  slotMinutes: number;
  lanes: number;
  priority: number;
  serviceId: string | null;
  roomId: string | null;
  before: number;
  after: number;
  breaks: { start: string; end: string }[];
}

export interface Exception {
  id: string;
  kind: "blocked" | "available";
  source: "manual" | "import" | "time_off" | "holiday";
  resourceId: string | null;
  clinicId: string | null;
  serviceId: string | null;
  roomId: string | null;
  starts: number;
  ends: number;
  /** Of an opening: what is available and names a resource. */
  lanes: number | null;
  slotMinutes: number | null;
}

export interface Pool {
  id: string;
  clinicId: string;
  /** In the order in which a free one is chosen. */
  resourceIds: string[];
}

export interface Service {
  id: string;
  duration: number;
  before: number;
  after: number;
  shared: boolean;
  notice: number;
  horizonDays: number;
  clinicIds: string[];
  practitionerIds: string[];
  overrides: { practitionerId: string; duration: number | null; before: number | null; after: number | null }[];
  phases: Phase[];
}

/** From one minute of the service to another, this is needed. */
export type Phase = { starts: number; ends: number } & Need;
type Need =
  | { need: "practitioner" }
  | { need: "resource"; resourceId: string }
  | { need: "pool"; poolId: string }
  | { need: "kind"; kind: Kind };

/** One lane of a resource for one phase of an appointment; `before` and `after` are kept free around it. */
export interface Claim {
  appointmentId: string;
  resourceId: string;
  lane: number;
  starts: number;
  ends: number;
  before: number;
  after: number;
  /** Whether its service shares its buffers with neighbours. */
  shared: boolean;
}

/** What somebody asks to be booked. Nobody in particular: whoever can. */
export interface Wish {
  serviceId: string;
  clinicId: string;
  practitionerId: string | null;
}
