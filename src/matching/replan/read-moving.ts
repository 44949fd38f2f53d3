import type { Temporal } from "temporal-polyfill";
import { DomainError, isUnavailable } from "../../core/errors.ts";
import type { Range } from "../../core/ranges.ts";
import { epochMinuteOf } from "../../core/zones.ts";
import {
  atRevision,
  type Candidate,
  type Offer,
  type PatientTime,
  readCandidates,
  readPatientTime,
  readTerms,
  withoutAppointment,
} from "../../booking/offer.ts";
import type { Reading } from "../../platform/at-revision.ts";
import type { Database } from "../../platform/database.ts";
import { type Lost, without } from "./close.ts";
import { mostDays } from "./gather.ts";
import { type MovingRow, type OwedRow, selectOwed } from "./moving.sql.ts";
import type { Moving } from "./moving.ts";
import { sessionBounds } from "./session-bounds.ts";

/** Everything that decides where the appointments can go; `lost` is taken for closed. A few flushes, however many they are. */
export async function readMovings(
  database: Database,
  rows: readonly MovingRow[],
  lost: Lost | null,
  now: Temporal.Instant,
): Promise<Moving[]> {
  if (rows.length === 0) return [];
  const around = reachOf(rows);
  return await atRevision(database, async (reading) => {
    const [offers, patients, owed] = await Promise.all([
      readOffers(reading, rows, around, now),
      readPatients(reading, rows, around, now),
      selectOwed(
        reading,
        rows.flatMap(({ session_ticket_id: id }) => id ?? []),
      ),
    ]);
    const span: Range = [epochMinuteOf(around.from) - 1440, epochMinuteOf(around.to) + 3 * 1440];
    const open = new Map([...offers].map(([key, offer]) => [key, offer && lost ? without(offer, lost, span) : offer]));
    const isMoving = new Set(rows.map(({ id }) => id));
    return rows.map((row) => ({
      appointmentId: row.id,
      patientId: row.patient_id,
      serviceId: row.service_id,
      sessionTicketId: row.session_ticket_id,
      was: placeOf(row),
      timezone: row.timezone,
      candidates: candidatesOf(open.get(keyOf(row)) ?? null, row, patients.get(row.patient_id) ?? []),
      mustLeave: lost === null,
      session: boundsOf(owed, row.id, (id) => isMoving.has(id)),
    }));
  });
}

interface Around {
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** As far as the first may move back and the last may move on. */
function reachOf(rows: readonly MovingRow[]): Around {
  const hours = (mostDays + 2) * 24;
  return { from: rows[0]!.starts_at.subtract({ hours }), to: rows.at(-1)!.starts_at.add({ hours }) };
}

const keyOf = ({ clinic_id, service_id }: MovingRow): string => `${clinic_id} ${service_id}`;

/** By clinic and service; null where it is not to be had any more. */
async function readOffers(
  reading: Reading,
  rows: readonly MovingRow[],
  around: Around,
  now: Temporal.Instant,
): Promise<Map<string, Offer | null>> {
  const asked = new Map(rows.map((row) => [keyOf(row), row]));
  const offers = [...asked].map(async ([key, { clinic_id, service_id }]) => {
    const anybody = { clinicId: clinic_id, serviceId: service_id, practitionerId: null, patientId: null };
    const offer = readTerms(reading, anybody).then((terms) => readCandidates(reading, terms, around, now));
    return [key, await offer.catch(notOffered)] as const;
  });
  return new Map(await Promise.all(offers));
}

function notOffered(error: unknown): null {
  if (error instanceof DomainError && !isUnavailable(error) && error.code !== "internal") return null;
  throw error;
}

/** When each patient is elsewhere. */
async function readPatients(
  reading: Reading,
  rows: readonly MovingRow[],
  { from, to }: Around,
  now: Temporal.Instant,
): Promise<Map<string, PatientTime[]>> {
  const ids = [...new Set(rows.map(({ patient_id }) => patient_id))];
  const found = await Promise.all(ids.map((id) => readPatientTime(reading, id, from, to, now)));
  return new Map(ids.map((id, i) => [id, found[i]?.busy ?? []]));
}

function placeOf({ clinic_id, practitioner_id, resource_ids, starts_at, ends_at }: MovingRow): Moving["was"] {
  const [start, end] = [epochMinuteOf(starts_at), epochMinuteOf(ends_at)];
  return { clinicId: clinic_id, practitionerId: practitioner_id, resourceIds: resource_ids, start, end };
}

/** On the terms of this appointment: its own time is free for it, its patient's other time is not, a session has no horizon. */
function candidatesOf(offer: Offer | null, row: MovingRow, busy: readonly PatientTime[]): Candidate[] {
  if (!offer) return [];
  const patientBusy = busy.filter(({ appointmentId }) => appointmentId !== row.id);
  return withoutAppointment(offer, row.id).candidates.map((candidate) => {
    const { limits } = candidate.plan;
    const latest = row.session_ticket_id === null ? limits.latest : Infinity;
    return { ...candidate, plan: { ...candidate.plan, patientBusy, limits: { ...limits, latest } } };
  });
}

function boundsOf(
  owed: readonly OwedRow[],
  appointmentId: string,
  isMoving: (appointmentId: string) => boolean,
): Moving["session"] {
  const request = owed.find(({ sessions }) => sessions.some((session) => session.appointment_id === appointmentId));
  return request ? sessionBounds(request, appointmentId, isMoving) : null;
}
