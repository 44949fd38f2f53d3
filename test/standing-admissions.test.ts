import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { fillStandings } from "../src/reception/sessions/fill-standing.ts";
import type { Booked } from "./answers.ts";
import type { ProblemBody } from "./client.ts";
import { fingerprint } from "./fingerprint.ts";
import { nobody } from "./refusals.ts";
import { openTestServer, type TestServer } from "./server.ts";
import { WardScene } from "./ward-scene.ts";

/** Patients who come every Monday, Wednesday and Friday for months: to the ward of a clinic in Athens, whose clocks change in March. */
let server: TestServer;
let opened = 0;

interface Standing {
  id: string;
  version: number;
  sessions: { session_rule_id: string; name: string; weekday: number; clinic_id: string; clinic_name: string }[];
  ends_on: string | null;
  results: {
    session_id: string;
    date: string;
    appointment_id: string | null;
    bed_id: string | null;
    code: string | null;
  }[];
}

beforeAll(async () => (server = await openTestServer()));
afterEach(async () => assert.deepEqual(await server.verify(), []));
afterAll(() => server.close());

const open = (options: Omit<Parameters<typeof WardScene.open>[1], "slug"> = {}) =>
  WardScene.open(server, { slug: `standing-${++opened}`, weekdays: [1, 3, 5], ...options });

const stand = (ward: WardScene, patient_id: string, more: object = {}) =>
  ward.post<Standing & ProblemBody>("/standing-admissions", {
    patient_id,
    session_rule_ids: ward.ruleIds,
    starts_on: "2026-11-20",
    ...more,
  });

const appointment = async (ward: WardScene, id: string) =>
  (await ward.desk.get<Booked["appointment"]>(`/appointments/${id}`)).body;

test("is told with the names of the weekly sessions and their clinic, in the order of the week", async () => {
  const ward = await open({ beds: 1, weekdays: [3, 1] });
  const { body } = await stand(ward, await ward.patient());
  const { clinicId: clinic_id } = ward.ids;
  const clinic = await ward.desk.get<{ name: string }>(`/clinics/${clinic_id}`);
  const [wednesday, monday] = ward.ruleIds;
  const morning = { name: "Morning", clinic_id, clinic_name: clinic.body.name };
  const sessions = [
    { ...morning, session_rule_id: monday, weekday: 1 },
    { ...morning, session_rule_id: wednesday, weekday: 3 },
  ];
  expect(body.sessions).toEqual(sessions);
  const listed = await ward.desk.get<{ items: Standing[] }>("/standing-admissions");
  expect(listed.body.items.map((one) => one.sessions)).toEqual([sessions]);
});

test("is admitted to all generated sessions, across a change of clocks, and to those that come", async () => {
  const ward = await open({ beds: 1 });
  await ward.generate("2026-12-31", "2027-04-10");
  const sessions = await ward.sessions("2026-11-20", "2027-04-10");
  const { status, body } = await stand(ward, await ward.patient(), { bed_id: ward.bedIds[0] });
  expect([status, body.results.length, sessions.length]).toEqual([201, sessions.length, 61]);
  for (const [i, { session_id, appointment_id, bed_id, code }] of body.results.entries())
    expect([session_id, appointment_id === null, bed_id, code]).toEqual([sessions[i]!.id, false, ward.bedIds[0], null]);
  const times = new Set<string>();
  for (const { appointment_id } of body.results) {
    const { starts_at, timezone } = await appointment(ward, appointment_id!);
    const local = Temporal.Instant.from(starts_at).toZonedDateTimeISO(timezone).toPlainTime().toString();
    times.add(`${starts_at.slice(11, 16)} ${local}`);
  }
  expect([...times]).toEqual(["06:00 08:00:00", "05:00 08:00:00"]);
  await ward.generate("2027-04-10", "2027-05-01");
  await fillStandings(server.house, ward.ids.organizationId, null);
  const later = (await ward.desk.get<Standing>(`/standing-admissions/${body.id}`)).body.results;
  expect([later.length > 61, later.filter(({ appointment_id }) => appointment_id === null)]).toEqual([true, []]);
  const before = await fingerprint(server.ownerUrl, ward.ids.organizationId);
  await fillStandings(server.house, ward.ids.organizationId, null);
  expect(await fingerprint(server.ownerUrl, ward.ids.organizationId)).toEqual(before);
});

test("leaves gaps where there is no room, says what stands against them now, and fills them when there is", async () => {
  const ward = await open({ beds: 1 });
  const [full, closed, busy] = await ward.sessions();
  const patient_id = await ward.patient();
  const { id } = await ward.admitted(full!.id);
  await ward.post(`/sessions/${closed!.id}/close`);
  const { clinicId: clinic_id, practitionerIds, consultationId: service_id } = ward.ids;
  const wish = { clinic_id, practitioner_id: practitionerIds[0], service_id, patient_id, booking_source: "phone" };
  expect((await ward.post("/appointments", { ...wish, starts_at: busy!.starts_at })).status).toBe(201);
  const { body } = await stand(ward, patient_id);
  expect(body.results.slice(0, 4).map(({ code }) => code)).toEqual([
    "session_full",
    "session_closed",
    "slot_taken",
    null,
  ]);
  await ward.post(`/appointments/${id}/cancel`);
  const read = async () => (await ward.desk.get<Standing>(`/standing-admissions/${body.id}`)).body.results;
  expect((await read())[0]).toMatchObject({ appointment_id: null, code: null });
  await fillStandings(server.house, ward.ids.organizationId, null);
  expect((await read())[0]).toMatchObject({ code: null, appointment_id: expect.any(String) as string });
  // What somebody cancelled or moved elsewhere is not made again.
  const [, , , fourth, fifth] = await read();
  await ward.post(`/appointments/${fourth!.appointment_id}/cancel`);
  await ward.post(`/sessions/${closed!.id}/reopen`);
  const moved = await ward.post(`/admissions/${fifth!.appointment_id}/transfer`, { session_id: closed!.id });
  expect(moved.status).toBe(200);
  await fillStandings(server.house, ward.ids.organizationId, null);
  const after = await read();
  expect([after[3]!.code, after[4]!.appointment_id]).toEqual(["cancelled", fifth!.appointment_id]);
  expect(after[3]!.appointment_id).toBe(fourth!.appointment_id);
});

test("takes another bed where the usual one is given away", async () => {
  const ward = await open({ beds: 2 });
  const [first, second] = await ward.sessions();
  const bed_id = ward.bedIds[0]!;
  await ward.admitted(first!.id, { bed_id });
  await ward.post(`/sessions/${second!.id}/beds/${bed_id}`, { status: "out_of_service", reason: "Leak" });
  const { body } = await stand(ward, await ward.patient(), { bed_id });
  expect(body.results.slice(0, 3).map((one) => [one.appointment_id === null, one.bed_id])).toEqual([
    [false, null],
    [false, null],
    [false, bed_id],
  ]);
});

test("ends on a date, with everything after it", async () => {
  const ward = await open({ beds: 1 });
  const { body } = await stand(ward, await ward.patient());
  const all = body.results.length;
  const path = `/standing-admissions/${body.id}/end`;
  const ended = await ward.post<Standing>(path, { ends_on: "2026-12-04" });
  expect([ended.status, ended.body.ends_on, ended.body.results.at(-1)!.date]).toEqual([
    200,
    "2026-12-04",
    "2026-12-04",
  ]);
  expect(ended.body.results.length).toBeLessThan(all);
  const left = (await ward.sessions()).filter(({ admitted }) => admitted > 0);
  expect(left.map(({ service_date }) => service_date).at(-1)).toBe("2026-12-04");
  const off = await ward.post<Standing>(path, { ends_on: "2026-11-01" });
  expect([off.status, off.body.results]).toEqual([200, []]);
  await fillStandings(server.house, ward.ids.organizationId, null);
  expect((await ward.sessions()).filter(({ admitted }) => admitted > 0)).toEqual([]);
});

test.each<[what: string, body: object, status: number, pointer: string]>([
  ["of nobody", { patient_id: nobody }, 404, "/patient_id"],
  ["to no rule", { session_rule_ids: [nobody] }, 404, "/session_rule_ids/0"],
  ["to no bed", { bed_id: nobody }, 404, "/bed_id"],
  ["that ends before it begins", { ends_on: "2026-11-19" }, 422, "/ends_on"],
  ["to no sessions", { session_rule_ids: [] }, 422, "/session_rule_ids"],
])("%s is refused", async (_, body, status, pointer) => {
  const ward = await open({ beds: 1, weekdays: [1] });
  const before = await fingerprint(server.ownerUrl, ward.ids.organizationId);
  const refused = await stand(ward, ward.ids.patientIds[0], body);
  expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([status, pointer]);
  expect(await fingerprint(server.ownerUrl, ward.ids.organizationId)).toEqual(before);
});
