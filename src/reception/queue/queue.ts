import type { Temporal } from "temporal-polyfill";
import { notFound } from "../../core/errors.ts";
import type { Database } from "../../platform/database.ts";
import type { Range } from "../estimates/estimate-wait.ts";
import type { DurationsOf } from "../estimates/learned-durations.ts";
import { readEstimates } from "../estimates/tell-estimates.ts";
import { dayAt, type DayOfQueue } from "./day-of-queue.ts";
import {
  type ClinicOfQueue,
  type QueuedRow,
  selectClinicOfQueue,
  selectKnown,
  selectOfferedIds,
  selectQueue,
  selectShown,
} from "./queue.sql.ts";
import { standingOf } from "./standing.ts";

interface Asked {
  clinic_id: string;
  date?: string | undefined;
  practitioner_id?: string | undefined;
  service_id?: string | undefined;
}

/** Whose queue: a practitioner's own visits, and those for anybody of what they offer; either may be null for everybody's. */
export interface Line {
  practitionerId: string | null;
  /** Services that the practitioner offers at the clinic. */
  offeredIds: readonly string[];
  serviceId: string | null;
}

/** A reader of queues, who knows how long services take. */
export interface Sight {
  database: Database;
  durations: (clinicId: string) => DurationsOf;
  now: Temporal.Instant;
}

/** The queue of a clinic's date, or of one practitioner or service in it, as it stands at `now`. Throws `not_found`. */
export async function readQueue(sight: Sight, asked: Asked) {
  const { database, now } = sight;
  const { clinic, line } = await readLine(database, asked);
  const day = dayAt(clinic, now, asked.date);
  const { wait_warning_minutes, wait_alert_minutes } = clinic;
  const items = await readItems(sight, clinic, day, line);
  return { clinic_id: clinic.id, date: day.date, as_of: now, wait_warning_minutes, wait_alert_minutes, items };
}

/** The clinic and whose line in it is meant. Throws `not_found` for each of them that is not there. */
export async function readLine(database: Database, asked: Asked): Promise<{ clinic: ClinicOfQueue; line: Line }> {
  const { practitioner_id: practitionerId = null, service_id: serviceId = null } = asked;
  const [clinic, known, offeredIds] = await Promise.all([
    selectClinicOfQueue(database, asked.clinic_id),
    selectKnown(database, practitionerId, serviceId),
    practitionerId === null ? [] : selectOfferedIds(database, practitionerId, asked.clinic_id),
  ]);
  if (!clinic) throw notFound("/clinic_id", "clinic");
  if (!known.practitioner) throw notFound("/practitioner_id", "practitioner");
  if (!known.service) throw notFound("/service_id", "service");
  return { clinic, line: { practitionerId, offeredIds, serviceId } };
}

export async function readItems(
  { database, durations, now }: Sight,
  clinic: ClinicOfQueue,
  day: DayOfQueue,
  line: Line,
): Promise<object[]> {
  const queue = await selectQueue(database, clinic.id, day);
  const ranges = await readEstimates(database, clinic.id, queue, durations(clinic.id), now);
  return queue
    .filter((row) => isIn(line, row))
    .map((row) => {
      const {
        completed_at: _completed,
        updated_at: _updated,
        booked_minutes: _booked,
        told_low,
        told_high,
        ...shown
      } = row;
      const standing = standingOf(row, clinic, now);
      return { ...shown, ...standing, estimate: said(ranges.get(row.id)), told: toldTo(told_low, told_high) };
    });
}

function isIn({ practitionerId, offeredIds, serviceId }: Line, visit: QueuedRow): boolean {
  const theirs = visit.practitioner_id === practitionerId;
  const forAnybody = visit.practitioner_id === null && offeredIds.includes(visit.service_id);
  return (practitionerId === null || theirs || forAnybody) && (serviceId === null || visit.service_id === serviceId);
}

const said = (range: Range | undefined) =>
  range ? { low_minutes: range.lowMinutes, high_minutes: range.highMinutes } : null;

const toldTo = (low: number | null, high: number | null) =>
  low === null || high === null ? null : { low_minutes: low, high_minutes: high };

/** What the waiting room shows. Throws `not_found`. */
export async function readDisplay(database: Database, clinicId: string, now: Temporal.Instant) {
  const clinic = await selectClinicOfQueue(database, clinicId);
  if (!clinic) throw notFound("/clinic_id", "clinic");
  const today = dayAt(clinic, now);
  const items = await selectShown(database, clinicId, today);
  const { id, name, timezone } = clinic;
  return { clinic_id: id, clinic_name: name, timezone, date: today.date, as_of: now, items };
}
