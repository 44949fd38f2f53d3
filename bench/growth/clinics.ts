import { offerService } from "../../src/demand/service-record.ts";
import type { Transaction } from "../../src/platform/database.ts";
import { openClinic } from "../../src/supply/clinic-record.ts";
import { registerPractitioner } from "../../src/supply/practitioner-record.ts";
import { addScheduleRule } from "../../src/supply/schedule-rule-record.ts";
import type { Scene } from "../../test/scene.ts";

export interface Clinic {
  id: string;
  practitionerIds: readonly string[];
}

/** A health service that has grown: clinics of ten doctors each, all in UTC, and how long its past is. */
export interface Service {
  organizationId: string;
  accountId: string;
  serviceId: string;
  clinics: readonly Clinic[];
  patients: number;
  /** Days with appointments, the last of them `comingDays` after today. */
  days: number;
}

export const doctorsPerClinic = 10;
/** Each doctor has a day of 48 starts, 20 of which are booked. */
export const startsPerDay = 48;
export const bookedPerDay = 20;
export const slotMinutes = 20;
export const opensAtMinute = 6 * 60;
export const comingDays = 28;
export const priceMinor = 4_500;
export const shareBasisPoints = 6_000;

const fewestDays = 50;
const mostDays = 1_000;

/** Opens clinics for about this many appointments: with a hundred times as many there are ten times the clinics, and the past is ten times as long. */
export async function openClinics(scene: Scene, appointments: number): Promise<Service> {
  const doctorDays = Math.ceil(appointments / bookedPerDay);
  const days = Math.min(mostDays, Math.max(fewestDays, Math.round(Math.sqrt(5 * doctorDays))));
  const count = Math.max(1, Math.round(doctorDays / days / doctorsPerClinic));
  const clinics: Clinic[] = [];
  for (let n = 1; n <= count; n++) clinics.push(await open(scene, n));
  const service = {
    name: "Consultation",
    duration_minutes: slotMinutes,
    price_minor: priceMinor,
    max_future_days: 60,
    clinic_ids: clinics.map(({ id }) => id),
    practitioner_ids: clinics.flatMap(({ practitionerIds }) => practitionerIds),
  };
  const { organizationId, accountId } = scene;
  const now = scene.house.now();
  const { id: serviceId } = await scene.postgres.write(organizationId, (tx) => offerService(tx, service, now));
  return { organizationId, accountId, serviceId, clinics, days, patients: patientsFor(appointments, count) };
}

/** One for ten appointments, and enough for nobody to come twice on one day. */
const patientsFor = (appointments: number, clinics: number): number =>
  Math.max(Math.ceil(appointments / 10), clinics * doctorsPerClinic * startsPerDay);

async function open({ postgres, organizationId, house }: Scene, n: number): Promise<Clinic> {
  return await postgres.write(organizationId, async (tx) => {
    const { id } = await openClinic(tx, { name: `Clinic ${n}`, timezone: "UTC" }, house.now());
    const practitionerIds: string[] = [];
    for (let i = 1; i <= doctorsPerClinic; i++) practitionerIds.push(await hire(tx, id, `Doctor ${n}.${i}`));
    return { id, practitionerIds };
  });

  async function hire(tx: Transaction, clinicId: string, name: string): Promise<string> {
    const who = { name, share_basis_points: shareBasisPoints, clinic_ids: [clinicId] };
    const { id } = await registerPractitioner(tx, who, house.now());
    const hours = { clinic_id: clinicId, resource_id: id, start_local: "06:00", end_local: "22:00" };
    const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ ...hours, weekday, slot_minutes: slotMinutes }));
    await Promise.all(week.map((rule) => addScheduleRule(tx, rule, house.now())));
    return id;
  }
}
