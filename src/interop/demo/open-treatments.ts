import type { Temporal } from "temporal-polyfill";
import { offerService } from "../../demand/service-record.ts";
import type { Transaction } from "../../platform/database.ts";
import { addPool } from "../../supply/pool-record.ts";
import { addResource } from "../../supply/resource-record.ts";
import { addScheduleRule } from "../../supply/schedule-rule-record.ts";
import type { OpenedClinic } from "./opened.ts";

const week = [1, 2, 3, 4, 5, 6, 7];
const nurseHours = { start_local: "08:00", end_local: "20:00", slot_minutes: 15 };
const nurseBreak = { start_local: "12:30", end_local: "13:00", label: "Lunch" };

/** Two rooms of which either will do, a nurse, and what needs them: the nurse begins and ends it, the doctor looks in. */
export async function openTreatments(tx: Transaction, clinic: OpenedClinic, now: Temporal.Instant): Promise<string[]> {
  const { id: clinicId, place, practitionerIds } = clinic;
  const roomIds: string[] = [];
  for (const number of [1, 2]) {
    const room = { kind: "room" as const, name: `Treatment room ${number}, ${place.name}`, clinic_id: clinicId };
    roomIds.push((await addResource(tx, room, now)).id);
  }
  const pool = { name: `Treatment rooms, ${place.name}`, clinic_id: clinicId, resource_ids: roomIds };
  const { id: poolId } = await addPool(tx, pool, now);
  await hireNurse(tx, clinic, now);
  await offerService(
    tx,
    {
      name: `Infusion, ${place.name}`,
      duration_minutes: 90,
      buffer_after_minutes: 10,
      buffers_shareable: true,
      price_minor: 11_000,
      clinic_ids: [clinicId],
      practitioner_ids: practitionerIds,
      phases: [
        { starts_minute: 0, ends_minute: 15, need: "kind", resource_kind: "staff" },
        { starts_minute: 0, ends_minute: 90, need: "pool", pool_id: poolId },
        { starts_minute: 5, ends_minute: 15, need: "practitioner" },
        { starts_minute: 80, ends_minute: 90, need: "kind", resource_kind: "staff" },
      ],
    },
    now,
  );
  return roomIds;
}

async function hireNurse(tx: Transaction, { id: clinicId, place }: OpenedClinic, now: Temporal.Instant): Promise<void> {
  const nurse = { kind: "staff" as const, name: `Nurse, ${place.name}`, clinic_id: clinicId };
  const { id: nurseId } = await addResource(tx, nurse, now);
  const hours = { ...nurseHours, breaks: [nurseBreak], resource_id: nurseId, clinic_id: clinicId };
  await Promise.all(week.map((weekday) => addScheduleRule(tx, { ...hours, weekday }, now)));
}
