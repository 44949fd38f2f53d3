import { Temporal } from "temporal-polyfill";
import { epochDayOf } from "../../core/zones.ts";
import { readWaiting, type WaitingRow } from "../../demand/waitlist.ts";
import type { House } from "../../platform/house.ts";
import type { DueOpening } from "./ledger.sql.ts";
import { rankWaiting, recentDays, type Waiting } from "./rank-waiting.ts";

/** Whoever could be asked at the clinic of these openings, in the order in which they are asked. */
export async function readRanked(
  house: House,
  organizationId: string,
  clinicId: string,
  openings: readonly DueOpening[],
  now: Temporal.Instant,
): Promise<Waiting[]> {
  const from = openings
    .map(({ starts_at }) => starts_at)
    .reduce((a, b) => (Temporal.Instant.compare(a, b) < 0 ? a : b));
  const to = openings.map(({ ends_at }) => ends_at).reduce((a, b) => (Temporal.Instant.compare(a, b) > 0 ? a : b));
  // A session may reach out of the opening on either side, by its own length at most.
  const span = { from: from.subtract(aDay), to: to.add(aDay), offersSince: recentSince(now), now };
  const rows = await house.postgres.read(organizationId, (database) => readWaiting(database, clinicId, span));
  return rankWaiting(rows.map(waitingOf));
}

const aDay = { hours: 24 };

/** Offers since then count when it is decided who comes first. */
export const recentSince = (now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: 24 * recentDays });

const waitingOf = (row: WaitingRow): Waiting => ({
  requestId: row.request_id,
  patientId: row.patient_id,
  serviceId: row.service_id,
  clinicId: row.clinic_id,
  clinicRequired: row.clinic_required,
  requiredPractitionerId: row.practitioner_required ? row.practitioner_id : null,
  requiredRoomKind: row.room_kind_required ? row.room_kind : null,
  earliestDay: epochDayOf(row.earliest_date),
  latestDay: row.latest_date && epochDayOf(row.latest_date),
  minDaysBetween: row.min_days_between,
  maxDaysBetween: row.max_days_between,
  sessionDays: row.session_dates.map((date) => epochDayOf(Temporal.PlainDate.from(date))),
  noticeMinutes: row.offer_notice_minutes,
  patterns: row.patterns.map((pattern) => ({
    weekday: pattern.weekday,
    startMinute: pattern.start_minute,
    endMinute: pattern.end_minute,
    practitionerId: pattern.practitioner_id,
    weight: pattern.weight,
  })),
  busy: row.busy,
  ticketId: row.ticket_id,
  booked: row.booked.map(({ ticket_id, appointment_id, start, date }) => ({
    ticketId: ticket_id,
    appointmentId: appointment_id,
    start,
    day: epochDayOf(Temporal.PlainDate.from(date)),
  })),
  hasOffer: row.has_offer,
  priority: row.priority,
  recentOffers: row.recent_offers,
  waitingSince: row.created_at.epochMilliseconds,
});
