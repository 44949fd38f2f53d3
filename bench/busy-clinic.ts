import pg from "pg";
import type { Temporal } from "temporal-polyfill";
import { offerService } from "../src/demand/service-record.ts";
import { registerPractitioner } from "../src/supply/practitioner-record.ts";
import { addScheduleRule } from "../src/supply/schedule-rule-record.ts";
import type { Scene } from "../test/scene.ts";

/** Doctors who work Monday to Friday, 09:00 to 17:00 with an hour of lunch, in slots of 20 minutes; UTC. */
export interface BusyClinic {
  practitionerIds: string[];
  /** 20 minutes by any of them. */
  serviceId: string;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

/** Share of the slots that are booked, in tenths. */
const booked = 6;

/** Hires the doctors and books 60 % of their slots on `days` days from next Monday on, by plain SQL as the owner. */
export async function openBusyClinic(
  scene: Scene,
  ownerUrl: string,
  { doctors, days }: { doctors: number; days: number },
): Promise<BusyClinic> {
  const now = scene.house.now();
  const today = now.toZonedDateTimeISO("UTC").toPlainDate();
  const from = today.add({ days: 8 - today.dayOfWeek });
  const made = await scene.postgres.write(scene.organizationId, async (tx) => {
    const practitionerIds: string[] = [];
    for (let i = 0; i < doctors; i++) {
      const who = { name: `Busy doctor ${i + 1}`, clinic_ids: [scene.clinicId] };
      const { id } = await registerPractitioner(tx, who, now);
      await Promise.all([1, 2, 3, 4, 5].map((weekday) => addScheduleRule(tx, hours(scene.clinicId, id, weekday), now)));
      practitionerIds.push(id);
    }
    const what = { name: "Visit", duration_minutes: 20, price_minor: 3_000, max_future_days: 365 };
    const where = { clinic_ids: [scene.clinicId], practitioner_ids: practitionerIds };
    const { id: serviceId } = await offerService(tx, { ...what, ...where }, now);
    return { practitionerIds, serviceId };
  });
  const patientIds = await scene.patients(doctors);
  await fill(ownerUrl, scene, { ...made, patientIds, from, days });
  return { ...made, from, to: from.add({ days }) };
}

const hours = (clinicId: string, resourceId: string, weekday: number) => ({
  clinic_id: clinicId,
  resource_id: resourceId,
  weekday,
  start_local: "09:00",
  end_local: "17:00",
  slot_minutes: 20,
  breaks: [{ start_local: "12:00", end_local: "13:00", label: "Lunch" }],
});

// Which slots are booked is a hash of doctor and slot: the same at every run, and without a pattern.
const bookings = `
  select gen_random_uuid() as id, d.practitioner_id, d.patient_id, at as starts_at
  from unnest($2::uuid[], $3::uuid[]) with ordinality as d (practitioner_id, patient_id, n)
  cross join generate_series($4::timestamptz, $5::timestamptz - interval '20 minutes', interval '20 minutes') at
  where extract(isodow from at) <= 5 and at::time >= '09:00' and at::time < '17:00' and not (at::time >= '12:00' and at::time < '13:00')
    and abs(hashint8(d.n * 1000003 + extract(epoch from at)::bigint)) % 10 < ${booked}`;

async function fill(
  ownerUrl: string,
  scene: Scene,
  wanted: {
    practitionerIds: string[];
    patientIds: string[];
    serviceId: string;
    from: Temporal.PlainDate;
    days: number;
  },
): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, options: "-c timezone=UTC" });
  await owner.connect();
  const { practitionerIds, patientIds, serviceId, from, days } = wanted;
  await owner.query(
    `with b as materialized (${bookings}),
       a as (insert into appointments (organization_id, id, booking_id, clinic_id, patient_id, service_id, practitioner_id, starts_at, ends_at,
               starts_local, timezone, service_date, status, booking_source, service_name, duration_minutes, price_minor, currency,
               consultation_mode, phases, reschedule_count, overlap_waived, created_at, updated_at, version)
             select $1, id, id::text, $6, patient_id, $7, practitioner_id, starts_at, starts_at + interval '20 minutes', starts_at, 'UTC',
               starts_at::date, 'confirmed', 'phone', 'Visit', 20, 3000, 'EUR', 'in_person', '[[0, 20]]', 0, false, now(), now(), 1 from b)
     insert into resource_claims (organization_id, id, appointment_id, phase, resource_id, lane, starts_at, ends_at, lead_starts_at, lead_ends_at, status)
     select $1, gen_random_uuid(), id, 0, practitioner_id, 1, starts_at, starts_at + interval '20 minutes', starts_at,
       starts_at + interval '20 minutes', 'active' from b`,
    [
      scene.organizationId,
      practitionerIds,
      patientIds,
      `${from.toString()}T00:00Z`,
      `${from.add({ days }).toString()}T00:00Z`,
      scene.clinicId,
      serviceId,
    ],
  );
  await owner.query("analyze");
  await owner.end();
}
