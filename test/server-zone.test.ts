import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dateOf } from "../src/core/zones.ts";
import { offerService } from "../src/demand/service-record.ts";
import { ensureAppSignIn } from "../src/platform/app-role.ts";
import type { Transaction } from "../src/platform/database.ts";
import { openClinic } from "../src/supply/clinic-record.ts";
import { registerPractitioner } from "../src/supply/practitioner-record.ts";
import { addScheduleRule } from "../src/supply/schedule-rule-record.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";
import { Rival } from "./rivals.ts";
import { openScene, type Scene } from "./scene.ts";
import { freePort, startServerProcess } from "./server-process.ts";

/**
 * The built server, started in one zone after the other on the same database, says and stores the same around the next
 * clock change of two clinics: one at midnight, one in a zone of half an hour. The zone of a server is nobody's.
 */
const serverZones = ["UTC", "Pacific/Kiritimati", "America/St_Johns", "Africa/Cairo"];
const clinicZones = ["Africa/Cairo", "America/St_Johns"];

interface Place {
  clinicId: string;
  serviceId: string;
  patientId: string;
  /** The next clock change, the date before it and the second one after it. */
  change: Temporal.Instant;
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

interface Answers {
  slots: object[];
  starts: object[];
  appointments: object[];
}

let database: TestDatabase;
let scene: Scene;
let places: Place[];

beforeAll(async () => {
  database = await openTestDatabase();
  scene = await openScene({ appUrl: await ensureAppSignIn(database.ownerUrl) });
  const patients = await scene.patients(clinicZones.length);
  places = await scene.postgres.write(scene.organizationId, (tx) =>
    Promise.all(clinicZones.map((zone, i) => openPlace(tx, zone, patients[i]!))),
  );
});

afterAll(async () => {
  await scene.close();
  await database.drop();
});

/** A clinic with one practitioner, who works every night from 22:00 to 04:00 with a break at midnight. */
async function openPlace(tx: Transaction, timezone: string, patientId: string): Promise<Place> {
  const now = Temporal.Now.instant();
  const { id: clinicId } = await openClinic(tx, { name: timezone, timezone }, now);
  const { id } = await registerPractitioner(tx, { name: "Eleni", clinic_ids: [clinicId] }, now);
  const hours = { start_local: "22:00", end_local: "04:00", slot_minutes: 20, resource_id: id, clinic_id: clinicId };
  const breaks = [{ start_local: "23:40", end_local: "00:20" }];
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) await addScheduleRule(tx, { ...hours, weekday, breaks }, now);
  const terms = { duration_minutes: 20, price_minor: 100, max_future_days: 365 };
  const offered = { name: "Night call", ...terms, clinic_ids: [clinicId], practitioner_ids: [id] };
  const { id: serviceId } = await offerService(tx, offered, now);
  const change = now.toZonedDateTimeISO(timezone).getTimeZoneTransition("next")!.toInstant();
  const date = dateOf(change, timezone);
  return { clinicId, serviceId, patientId, change, from: date.subtract({ days: 1 }), to: date.add({ days: 2 }) };
}

/** What a server in this zone makes of the clinics: its slots, its starts, and an appointment, which it cancels again. */
async function answersFrom(zone: string): Promise<Answers[]> {
  const environment = { TZ: zone, DATABASE_URL: database.ownerUrl };
  const server = await startServerProcess({ dataDir: "none", port: await freePort(), environment });
  try {
    const desk = new Rival(server.url, scene.token);
    return await Promise.all(places.map((place) => answersAbout(desk, place)));
  } finally {
    server.kill("SIGTERM");
    await server.ended;
  }
}

async function answersAbout(
  desk: Rival,
  { clinicId, serviceId, patientId, change, from, to }: Place,
): Promise<Answers> {
  const dates = { clinic_id: clinicId, from: from.toString(), to: to.toString() };
  const query = new URLSearchParams(dates).toString();
  await desk.post("/slots/generate", dates);
  const { body: slots } = await desk.get(`/slots?${query}`);
  const { body: available } = await desk.get(`/availability?${query}&service_id=${serviceId}`);
  const starts = available["starts"] as { starts_at: string }[];
  const wish = { clinic_id: clinicId, service_id: serviceId, patient_id: patientId, booking_source: "phone" };
  const first = starts.find(({ starts_at }) => Temporal.Instant.compare(starts_at, change) >= 0)!;
  const { body: booked } = await desk.post("/appointments", { ...wish, starts_at: first.starts_at });
  const { id } = booked["appointment"] as { id: string };
  const { body: day } = await desk.get(`/appointments?${query}&status=confirmed`);
  const stored = await storedAs(id);
  await desk.post(`/appointments/${id}/cancel`);
  const appointments = (day["items"] as { starts_at: string; service_date: string }[]).map(
    ({ starts_at, service_date }) => ({ starts_at, service_date, stored }),
  );
  return { slots: slots["items"] as object[], starts, appointments };
}

async function storedAs(id: string): Promise<object> {
  const [row] = await scene.postgres.read(scene.organizationId, (reader) =>
    reader.rows(
      `select starts_at, starts_local::text, service_date, timezone from appointments where organization_id = $1 and id = $2`,
      [reader.organizationId, id],
    ),
  );
  return row!;
}

test("the server's own zone changes nothing", async () => {
  const answers: Record<string, Answers[]> = {};
  for (const zone of serverZones) answers[zone] = await answersFrom(zone);
  const utc = answers["UTC"]!;
  for (const { slots, starts, appointments } of utc)
    for (const list of [slots, starts, appointments]) expect(list).not.toEqual([]);
  expect(answers).toEqual(Object.fromEntries(serverZones.map((zone) => [zone, utc])));
}, 120_000);
