import type { Temporal } from "temporal-polyfill";
import { offerService } from "../../demand/service-record.ts";
import type { Transaction } from "../../platform/database.ts";
import { addPool } from "../../supply/pool-record.ts";
import { addResource } from "../../supply/resource-record.ts";
import { addScheduleRule } from "../../supply/schedule-rule-record.ts";
import { addSessionRule } from "../../supply/sessions/session-rule-record.ts";
import type { OpenedClinic } from "./opened.ts";

const bedCount = 6;
const treatmentMinutes = 240;
const nurseHours = { start_local: "06:00", end_local: "22:00", slot_minutes: 15 };
const weekdays = [1, 3, 5];
const sessions = [
  { name: "Morning", start_local: "06:30", end_local: "11:30" },
  { name: "Midday", start_local: "11:30", end_local: "16:30" },
  { name: "Evening", start_local: "16:30", end_local: "21:30" },
];

/** Beds with three sessions on Mondays, Wednesdays and Fridays, in which two nurses put patients on one after another. */
export async function openWard(
  tx: Transaction,
  { id: clinicId, place, practitionerIds }: OpenedClinic,
  now: Temporal.Instant,
): Promise<void> {
  const here = { clinic_id: clinicId };
  const names = Array.from({ length: bedCount }, (_, i) => `Bed A${i + 1}`);
  const bedIds = await addEach(tx, { kind: "bed", ...here }, names, now);
  const nurseIds = await addEach(tx, { kind: "staff", ...here }, ["Ward nurse 1", "Ward nurse 2"], now);
  for (const resource_id of nurseIds)
    for (const weekday of weekdays) await addScheduleRule(tx, { ...nurseHours, ...here, resource_id, weekday }, now);
  const { id: poolId } = await addPool(tx, { name: `Beds, ${place.name}`, ...here, resource_ids: bedIds }, now);
  const nurses = await addPool(tx, { name: `Ward nurses, ${place.name}`, ...here, resource_ids: nurseIds }, now);
  const treatment = await offerService(
    tx,
    {
      name: `Haemodialysis, ${place.name}`,
      duration_minutes: treatmentMinutes,
      price_minor: 12_000,
      max_future_days: 120,
      clinic_ids: [clinicId],
      phases: [
        { starts_minute: 0, ends_minute: 15, need: "pool", pool_id: nurses.id },
        { starts_minute: 0, ends_minute: treatmentMinutes, need: "pool", pool_id: poolId },
      ],
    },
    now,
  );
  const rule = { ...here, service_id: treatment.id, pool_id: poolId, practitioner_id: practitionerIds[0]! };
  for (const weekday of weekdays)
    for (const session of sessions)
      await addSessionRule(tx, { ...rule, ...session, weekday, start_every_minutes: 15 }, now);
}

async function addEach(
  tx: Transaction,
  kind: { kind: "bed" | "staff"; clinic_id: string },
  names: readonly string[],
  now: Temporal.Instant,
): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push((await addResource(tx, { ...kind, name }, now)).id);
  return ids;
}
