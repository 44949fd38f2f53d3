import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Random, randomOf } from "../src/core/random.ts";
import { dateOf } from "../src/core/zones.ts";
import { offerService } from "../src/demand/service-record.ts";
import { registerPatient } from "../src/people/patient-record.ts";
import type { Caller } from "../src/platform/http/caller.ts";
import type { Transaction } from "../src/platform/database.ts";
import { type House, withWrite } from "../src/platform/house.ts";
import { checkIn } from "../src/reception/queue/check-in.ts";
import { walkIn } from "../src/reception/queue/walk-in.ts";
import { openClinic } from "../src/supply/clinic-record.ts";
import { registerPractitioner } from "../src/supply/practitioner-record.ts";
import { addScheduleRule } from "../src/supply/schedule-rule-record.ts";
import type { Booked } from "./answers.ts";
import { openTestServer, type TestServer } from "./server.ts";

/**
 * Patients come to three clinics around each one's midnight, some of them a moment before it and some after, all at the same time; every
 * tenth request fails when its number is taken already, and takes it back.
 */
const zones = ["Pacific/Pago_Pago", "Asia/Kolkata", "Pacific/Tongatapu"] as const;
const perClinic = 100;
const seed = Number(process.env["SEED"] ?? 1_900_301);

let server: TestServer;
let clinics: Clinic[];
beforeAll(async () => {
  server = await openTestServer({ connections: 16 });
  clinics = await Promise.all(zones.map(openClinicIn));
});
afterAll(() => server.close());

interface Clinic {
  id: string;
  zone: string;
  midnight: Temporal.Instant;
  practitionerId: string;
  serviceId: string;
}

const night = Temporal.PlainDate.from("2026-11-25");
const write = <T>(work: (tx: Transaction) => Promise<T>) => server.postgres.write(server.ids.organizationId, work);

/** With one practitioner who can see everybody at once, at any hour. */
async function openClinicIn(zone: string): Promise<Clinic> {
  const now = server.house.now();
  return await write(async (tx) => {
    const { id } = await openClinic(tx, { name: zone, timezone: zone }, now);
    const who = { name: `Doctor in ${zone}`, lanes: 20, share_basis_points: 5_000, clinic_ids: [id] };
    const { id: practitionerId } = await registerPractitioner(tx, who, now);
    for (const weekday of [1, 2, 3, 4, 5, 6, 7])
      for (const [start_local, end_local] of [
        ["00:00", "12:00"],
        ["12:00", "00:00"],
      ] as const) {
        const hours = { clinic_id: id, weekday, start_local, end_local, slot_minutes: 10, lanes: 20 };
        await addScheduleRule(tx, { resource_id: practitionerId, ...hours }, now);
      }
    const service = { name: "Night", duration_minutes: 10, price_minor: 100, clinic_ids: [id] };
    const { id: serviceId } = await offerService(tx, { ...service, practitioner_ids: [practitionerId] }, now);
    return { id, zone, midnight: night.toZonedDateTime(zone).toInstant(), practitionerId, serviceId };
  });
}

/** The `n`th appointment: every other one in the hour before midnight, the others in the hour after it. */
async function book(clinic: Clinic, n: number): Promise<{ id: string; before: boolean }> {
  const before = n % 2 === 0;
  const minutes = 10 + 10 * (n % 5);
  const patient = await write((tx) => registerPatient(tx, { name: "Night owl" }, server.house.now()));
  const { body } = await server.as("receptionist").post<Booked>("/appointments", {
    clinic_id: clinic.id,
    practitioner_id: clinic.practitionerId,
    patient_id: patient.id,
    service_id: clinic.serviceId,
    starts_at: clinic.midnight.add({ minutes: before ? -minutes : minutes }).toString(),
    booking_source: "phone",
  });
  return { id: body.appointment.id, before };
}

/** The house at a moment, in which some requests fail at the very end. */
function houseAt(now: Temporal.Instant, fails: boolean): House {
  const house: House = { ...server.house, now: () => now };
  if (!fails) return house;
  return withWrite(house, (organizationId, work) =>
    server.postgres.write(organizationId, async (tx) => {
      await work({ ...tx, commit: () => {} });
      throw new Error("The cable was pulled out.");
    }),
  );
}

interface Came {
  clinic: Clinic;
  date: string;
  number: number;
}

async function come(
  random: Random,
  caller: Caller,
  clinic: Clinic,
  appointment: { id: string; before: boolean } | null,
): Promise<Came> {
  // A few come on the wrong side of midnight, and are told so.
  const before = appointment === null ? random.chance(0.5) : appointment.before !== random.chance(0.05);
  const seconds = random.whole(1, 300);
  const now = clinic.midnight.add({ seconds: before ? -seconds : seconds });
  const house = houseAt(now, random.chance(0.1));
  const walksIn = { clinic_id: clinic.id, service_id: clinic.serviceId, patient: {} };
  const { visit } = appointment
    ? await checkIn(house, caller, appointment.id, null)
    : await walkIn(house, caller, walksIn);
  expect(visit.service_date.toString()).toBe(dateOf(now, clinic.zone).toString());
  return { clinic, date: visit.service_date.toString(), number: visit.queue_number! };
}

test(`300 check-ins and walk-ins around three midnights have 1..n (seed ${seed})`, async () => {
  const random = randomOf(seed);
  const { organizationId, accounts } = server.ids;
  const caller: Caller = {
    organizationId,
    accountId: accounts.receptionist.id,
    role: "receptionist",
    practitionerId: null,
  };
  const half = perClinic / 2;
  const comers = await Promise.all(
    clinics.map(async (clinic) => {
      const booked = [];
      for (let n = 0; n < half; n++) booked.push(await book(clinic, n));
      return [...booked, ...Array.from({ length: half }, () => null)].map((appointment) => ({ clinic, appointment }));
    }),
  );
  const all = random.shuffled(comers.flat());
  expect(all).toHaveLength(300);
  const settled = await Promise.allSettled(
    all.map(({ clinic, appointment }) => come(random, caller, clinic, appointment)),
  );
  const came = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failures = settled.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
  const cut = failures.filter((failure) => failure.includes("cable"));
  expect(failures.filter((failure) => !/cable|The appointment is on/.test(failure))).toEqual([]);
  expect(cut.length).toBeGreaterThan(15);

  const given = new Map<string, number[]>();
  for (const { clinic, date, number } of came)
    given.set(`${clinic.zone} ${date}`, [...(given.get(`${clinic.zone} ${date}`) ?? []), number]);
  expect([...given.keys()].sort()).toEqual(
    zones.flatMap((zone) => [`${zone} 2026-11-24`, `${zone} 2026-11-25`]).sort(),
  );
  for (const [queue, numbers] of given)
    expect([queue, numbers.sort((a, b) => a - b)]).toEqual([queue, numbers.map((_, i) => i + 1)]);
  expect(await server.verify()).toEqual([]);
});
