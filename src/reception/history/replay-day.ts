import { Temporal } from "temporal-polyfill";
import type { AppointmentStatus, VisitStatus } from "../../core/moves.ts";

/** A stored event; lists of them are in the order of their subjects, and of each subject's versions. */
export interface DayEvent {
  subject: "appointment" | "visit";
  subject_id: string;
  occurred_at: Temporal.Instant;
  change: Record<string, unknown>;
}

/** How an appointment with its visit, or a walk-in, stood at some moment. Instants are as they were recorded. */
export interface Standing {
  /** Of the appointment, or of the visit that has none. */
  id: string;
  visit_type: "scheduled" | "walk_in";
  booking_id: string | null;
  patient_id: string;
  service_id: string;
  practitioner_id: string | null;
  service_date: string;
  status: AppointmentStatus | null;
  /** Null where nothing is recorded of the visit at that moment. */
  visit_status: VisitStatus | null;
  starts_at: Temporal.Instant | null;
  ends_at: Temporal.Instant | null;
  queue_number: number | null;
  check_in_time: Temporal.Instant | null;
}

export interface Day {
  clinicId: string;
  date: string;
}

/** What is read of a replayed row. What no event has set is missing, and null in the table. */
interface Row {
  id: string;
  clinic_id: string;
  patient_id: string;
  service_id: string;
  practitioner_id?: string | null;
  service_date: string;
}

interface AppointmentColumns extends Row {
  booking_id: string;
  status: AppointmentStatus;
  starts_at: string;
  ends_at: string;
  hold_expires_at?: string | null;
}

interface VisitColumns extends Row {
  appointment_id?: string | null;
  status: VisitStatus;
  queue_number?: number | null;
  check_in_time?: string | null;
}

/**
 * What a clinic's date looked like at a moment, by its events alone: who was on it then and how they stood, and how they stand
 * `now`; and who has come to it since. Holds whose time was up are left out. Both lists are in the order of starts.
 */
export function replayDay(events: readonly DayEvent[], day: Day, at: Temporal.Instant, now: Temporal.Instant) {
  const then = standingsAt(events, at);
  const today = standingsAt(events, now);
  const shown = [...then.values()].filter((one) => isOn(day, one));
  const items = shown.map(({ standing }) => ({ ...standing, now: today.get(standing.id)!.standing }));
  const shownIds = new Set(items.map(({ id }) => id));
  const later = [...today.values()].filter((one) => isOn(day, one) && !shownIds.has(one.standing.id));
  return { items: items.sort(byStart), later: later.map(({ standing }) => standing).sort(byStart) };
}

/** The instants at which something changed on the date, came to it or left it; ascending. */
export function momentsOf(events: readonly DayEvent[], { date }: Pick<Day, "date">): Temporal.Instant[] {
  const moments = new Map<string, Temporal.Instant>();
  for (const history of bySubject(events)) {
    let stoodOn: unknown;
    let latest = history[0]!.occurred_at;
    for (const { change, occurred_at } of history) {
      const standsOn: unknown = "service_date" in change ? change["service_date"] : stoodOn;
      if (Temporal.Instant.compare(occurred_at, latest) > 0) latest = occurred_at;
      if (stoodOn === date || standsOn === date) moments.set(latest.toString(), latest);
      stoodOn = standsOn;
    }
  }
  return [...moments.values()].sort((a, b) => Temporal.Instant.compare(a, b));
}

interface Found {
  standing: Standing;
  clinicId: string;
  /** A hold whose time was up: nobody's any more, and never agreed. */
  ranOut: boolean;
}

const isOn = ({ clinicId, date }: Day, found: Found): boolean =>
  found.clinicId === clinicId && found.standing.service_date === date && !found.ranOut;

/** Everybody whom the events know at that moment, by the id of the standing. */
function standingsAt(events: readonly DayEvent[], at: Temporal.Instant): Map<string, Found> {
  const appointments: AppointmentColumns[] = [];
  const visits: VisitColumns[] = [];
  for (const history of bySubject(events)) {
    const row = rowAt(history, at);
    if (row && history[0]!.subject === "appointment") appointments.push(row as AppointmentColumns);
    else if (row) visits.push(row as VisitColumns);
  }
  const visitOf = new Map(visits.map((visit) => [visit.appointment_id ?? null, visit]));
  const found = [
    ...appointments.map((appointment) => booked(appointment, visitOf.get(appointment.id), at)),
    ...visits.filter(({ appointment_id }) => (appointment_id ?? null) === null).map(walkedIn),
  ];
  return new Map(found.map((one) => [one.standing.id, one]));
}

/**
 * The row as its events up to `at` make it. The first event that is later ends it, whatever follows: a change that waited for
 * another one's lock comes behind it, even when it was asked for before.
 */
function rowAt(history: readonly DayEvent[], at: Temporal.Instant): object | undefined {
  const end = history.findIndex(({ occurred_at }) => Temporal.Instant.compare(occurred_at, at) > 0);
  const told = end === -1 ? history : history.slice(0, end);
  return told.length === 0 ? undefined : Object.assign({}, ...told.map(({ change }) => change));
}

function booked(row: AppointmentColumns, visit: VisitColumns | undefined, at: Temporal.Instant): Found {
  const expiresAt = instantOf(row.hold_expires_at);
  const isOver = row.status === "held" && expiresAt !== null && Temporal.Instant.compare(expiresAt, at) <= 0;
  const status = isOver ? "expired" : row.status;
  return {
    standing: {
      ...whoAndWhat(row),
      ...queuedAs(visit),
      visit_type: "scheduled",
      booking_id: row.booking_id,
      status,
      starts_at: instantOf(row.starts_at),
      ends_at: instantOf(row.ends_at),
    },
    clinicId: row.clinic_id,
    ranOut: status === "expired" && expiresAt !== null,
  };
}

const walkedIn = (visit: VisitColumns): Found => ({
  standing: {
    ...whoAndWhat(visit),
    ...queuedAs(visit),
    visit_type: "walk_in",
    booking_id: null,
    status: null,
    starts_at: null,
    ends_at: null,
  },
  clinicId: visit.clinic_id,
  ranOut: false,
});

const whoAndWhat = ({ id, patient_id, service_id, practitioner_id = null, service_date }: Row) => ({
  id,
  patient_id,
  service_id,
  practitioner_id,
  service_date,
});

const queuedAs = (visit: VisitColumns | undefined) => ({
  visit_status: visit?.status ?? null,
  queue_number: visit?.queue_number ?? null,
  check_in_time: instantOf(visit?.check_in_time),
});

const instantOf = (text: string | null | undefined): Temporal.Instant | null =>
  typeof text === "string" ? Temporal.Instant.from(text) : null;

function bySubject(events: readonly DayEvent[]): DayEvent[][] {
  const histories: DayEvent[][] = [];
  for (const event of events) {
    const last = histories.at(-1);
    if (last?.[0]!.subject_id === event.subject_id) last.push(event);
    else histories.push([event]);
  }
  return histories;
}

/** Who walked in stands where they arrived. */
function byStart(a: Standing, b: Standing): number {
  const [one, other] = [a, b].map(({ starts_at, check_in_time }) => starts_at ?? check_in_time);
  if (one && other && !one.equals(other)) return Temporal.Instant.compare(one, other);
  return a.id < b.id ? -1 : 1;
}
