import type { Candidate, Offer } from "../src/booking/offer.ts";
import { hoursOf, type Timetable } from "../src/supply/hours.ts";
import type { Claim, Need, ResourceTime } from "../src/supply/needs.ts";
import type { WeeklyRule } from "../src/supply/weekly-rule.ts";

/** Monday 2026-11-02 00:00 UTC in epoch minutes; offers below know this one day, in minutes of it. */
export const monday = Date.UTC(2026, 10, 2) / 60_000;

/** From 09:00 to 10:00 on Mondays. */
export const rule: WeeklyRule = {
  id: "rule",
  resourceId: "",
  clinicId: "clinic",
  serviceId: null,
  roomId: null,
  weekday: 1,
  startMinute: 540,
  endMinute: 600,
  timezone: "UTC",
  validFrom: null,
  validTo: null,
  slotMinutes: 20,
  lanes: 1,
  priority: 0,
  bufferBefore: 0,
  bufferAfter: 0,
  label: null,
  breaks: [],
};

interface Taken {
  from: number;
  to: number;
  of?: string;
  lane?: number;
}

interface Working {
  from?: number;
  to?: number;
  lanes?: number;
  breaks?: { from: number; to: number }[];
  taken?: readonly Taken[];
  /** Holds that have run out. */
  expired?: readonly Taken[];
}

const claimOf = ({ from, to, of = "other", lane = 1 }: Taken): Claim => {
  const range = [monday + from, monday + to] as const;
  return { lane, appointmentId: of, range, lead: range };
};

function timeOf(timetable: Timetable, kind: string, taken: readonly Taken[], expired: readonly Taken[]): ResourceTime {
  const hours = hoursOf(timetable, { clinicId: "clinic", serviceId: "service" }, [monday, monday + 1440]);
  const { resourceId } = timetable;
  return {
    resourceId,
    name: `The ${resourceId}`,
    kind,
    hours,
    claims: taken.map(claimOf),
    expired: expired.map(claimOf),
  };
}

/** Works 09:00 to 10:00 in slots of 20 minutes unless told otherwise. */
export function doctor(
  resourceId: string,
  { from = 540, to = 600, lanes = 1, breaks = [], taken = [], expired = [] }: Working = {},
): ResourceTime {
  const pauses = breaks.map(({ from: startMinute, to: endMinute }) => ({ startMinute, endMinute, label: null }));
  const own = { ...rule, resourceId, startMinute: from, endMinute: to, lanes, breaks: pauses };
  const timetable = { resourceId, clinicId: null, lanes, active: true, atAnyHour: false, rules: [own], exceptions: [] };
  return timeOf(timetable, "practitioner", taken, expired);
}

/** Is there at any hour. */
export function room(resourceId: string, taken: readonly Taken[] = [], expired: readonly Taken[] = []): ResourceTime {
  const clinicId = "clinic";
  return timeOf(
    { resourceId, clinicId, lanes: 1, active: true, atAnyHour: true, rules: [], exceptions: [] },
    "room",
    taken,
    expired,
  );
}

export function need(candidates: readonly string[], minutes = 20, of: Need["need"] = "practitioner"): Need {
  return { need: of, candidates, starts: 0, ends: minutes, bufferBefore: 0, bufferAfter: 0, shareable: false };
}

interface Given {
  minutes?: number;
  /** Beside the practitioner. */
  rooms?: readonly ResourceTime[];
  needs?: (practitionerId: string) => Need[];
  now?: number;
  earliest?: number;
  latest?: number;
  busy?: { from: number; to: number; of: string }[];
  timezone?: string;
}

/** What these doctors can offer: a candidate of each. */
export function offerOf(doctors: readonly ResourceTime[], given: Given = {}): Offer {
  const { minutes = 20, rooms = [], now = 0, earliest = now, latest = 1440, busy = [], timezone = "UTC" } = given;
  const needs = given.needs ?? ((id: string) => [need([id], minutes)]);
  const resources = new Map([...doctors, ...rooms].map((time) => [time.resourceId, time]));
  const limits = { now: monday + now, earliest: monday + earliest, latest: monday + latest };
  const patientBusy = busy.map(({ from, to, of }) => ({
    appointmentId: of,
    range: [monday + from, monday + to] as const,
  }));
  const candidates = doctors.map(({ resourceId, name }): Candidate => {
    const plan = { durationMinutes: minutes, needs: needs(resourceId), resources, limits, patientBusy };
    return { practitionerId: resourceId, name, shareBasisPoints: 6_000, priceMinor: 4_500, plan };
  });
  return {
    revision: 1,
    clinic: { id: "clinic", timezone, queue_policy: "on_arrival", status: "active" },
    service: serviceOf(doctors.map(({ resourceId }) => resourceId)),
    patient: { id: "patient", name: "Ada", timezone: "Africa/Cairo", merged_into: null, busy: [], expired: [] },
    candidates,
  };
}

/** Twenty minutes by any of them. */
export const serviceOf = (practitionerIds: string[]): Offer["service"] => ({
  id: "service",
  name: "Consultation",
  duration_minutes: 20,
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  buffers_shareable: false,
  price_minor: 4_000,
  deposit_minor: 0,
  currency: "EUR",
  consultation_mode: "video",
  min_notice_minutes: 0,
  max_future_days: 60,
  requires_approval: false,
  late_cancel_notice_minutes: 0,
  allow_patient_reschedule: true,
  max_reschedule_count: 2,
  status: "active",
  offered_here: true,
  practitioner_ids: practitionerIds,
  overrides: [],
  phases: [
    {
      starts_minute: 0,
      ends_minute: 20,
      need: "practitioner",
      resource_id: null,
      pool_id: null,
      resource_kind: null,
      suitable_ids: [],
    },
  ],
});
