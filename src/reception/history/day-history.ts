import { Temporal } from "temporal-polyfill";
import { notFound } from "../../core/errors.ts";
import { readClinic } from "../../booking/offer.ts";
import type { Database } from "../../platform/database.ts";
import { selectDayEvents, selectNames } from "./history.sql.ts";
import { momentsOf, replayDay, type Standing } from "./replay-day.ts";

interface Asked {
  clinicId: string;
  date: string;
  /** A moment that has not come yet is now. */
  at: Temporal.Instant;
}

/** What a clinic's date looked like at a moment; names are those of today. Throws `not_found` on `/clinic_id`. */
export async function readDayHistory(database: Database, { clinicId, date, at }: Asked, now: Temporal.Instant) {
  const [clinic, events] = await Promise.all([
    readClinic(database, clinicId),
    selectDayEvents(database, clinicId, date),
  ]);
  if (!clinic) throw notFound("/clinic_id", "clinic");
  const seenAt = Temporal.Instant.compare(at, now) < 0 ? at : now;
  const { items, later } = replayDay(events, { clinicId, date }, seenAt, now);
  const standings = [...items, ...items.map((item) => item.now), ...later];
  const names = await selectNames(database, [...new Set(standings.flatMap(idsOf))]);
  const named = (standing: Standing) => ({ ...standing, ...namesIn(names, standing) });
  return {
    clinic_id: clinicId,
    date,
    timezone: clinic.timezone,
    at: seenAt,
    items: items.map((item) => ({ ...named(item), now: named(item.now) })),
    later: later.map(named),
    moments: momentsOf(events, { date }),
  };
}

const idsOf = ({ patient_id, service_id, practitioner_id }: Standing): string[] =>
  practitioner_id === null ? [patient_id, service_id] : [patient_id, service_id, practitioner_id];

const namesIn = (names: Map<string, string>, { patient_id, service_id, practitioner_id }: Standing) => ({
  patient_name: names.get(patient_id)!,
  service_name: names.get(service_id)!,
  practitioner_name: practitioner_id === null ? null : names.get(practitioner_id)!,
});
