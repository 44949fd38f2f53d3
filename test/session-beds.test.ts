import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Booked, Moved } from "./answers.ts";
import { fingerprint } from "./fingerprint.ts";
import { nobody } from "./refusals.ts";
import { openTestServer, type TestServer } from "./server.ts";
import { WardScene } from "./ward-scene.ts";

/** What happens to a session and its beds while patients are admitted to it. */
let server: TestServer;
let opened = 0;

interface Patient {
  appointment_id: string;
  bed_id?: string;
  starts_at?: string;
}
interface Changed {
  status: string;
  moved: Patient[];
  stranded: Patient[];
}

beforeAll(async () => (server = await openTestServer()));
afterEach(async () => {
  server.clock.now = Temporal.Instant.from("2026-11-18T08:00:00Z");
  assert.deepEqual(await server.verify(), []);
});
afterAll(() => server.close());

const open = (options: Omit<Parameters<typeof WardScene.open>[1], "slug"> = {}) =>
  WardScene.open(server, { slug: `beds-${++opened}`, ...options });

const out = { status: "out_of_service", reason: "It leaks" };
const idsOf = (patients: readonly Patient[]) => patients.map(({ appointment_id }) => appointment_id);

describe("a bed goes out of service", () => {
  test("its patient gets a free one; without one they are stranded until it is back", async () => {
    const ward = await open({ beds: 2 });
    const [session] = await ward.sessions();
    const [bed1, bed2] = ward.bedIds as [string, string];
    const a = await ward.admitted(session!.id, { bed_id: bed1 });
    const change = (bed: string, body: object) => ward.post<Changed>(`/sessions/${session!.id}/beds/${bed}`, body);
    const first = await change(bed1, out);
    expect([first.status, first.body.status, first.body.stranded]).toEqual([200, "out_of_service", []]);
    expect(first.body.moved).toEqual([expect.objectContaining({ appointment_id: a.id, bed_id: bed2 })]);
    expect((await ward.board(session!.id)).board[1]!.admission!.appointment_id).toBe(a.id);
    const refused = await ward.admit(session!.id, { bed_id: bed1 });
    expect([refused.status, refused.body.code]).toEqual([409, "bed_out_of_service"]);
    const full = await ward.admit(session!.id);
    expect([full.status, full.body.code]).toEqual([409, "session_full"]);
    const second = await change(bed2, out);
    expect([idsOf(second.body.moved), idsOf(second.body.stranded)]).toEqual([[], [a.id]]);
    const back = await change(bed1, { status: "available" });
    expect([back.body.status, back.body.moved]).toEqual([
      "reserved",
      [expect.objectContaining({ appointment_id: a.id, bed_id: bed1 })],
    ]);
    expect((await change(bed2, { status: "available" })).body.status).toBe("available");
    expect((await change(bed2, { status: "available" })).body.status).toBe("available");
    expect((await ward.admit(session!.id, { bed_id: bed2 })).status).toBe(201);
    expect((await change(nobody, out)).status).toBe(404);
  });

  test("who is on it in mid-session takes the bed of who is not there yet", async () => {
    const ward = await open({ beds: 2, minutes: 150, startEvery: 30 });
    const [session] = await ward.sessions();
    const [bed1, bed2] = ward.bedIds as [string, string];
    const there = await ward.admitted(session!.id);
    const later = await ward.admitted(session!.id);
    server.clock.now = Temporal.Instant.from("2026-11-19T06:00:00Z");
    expect((await ward.post<Moved>(`/appointments/${there.id}/check-in`)).body.appointment.bed_id).toBe(bed1);
    server.clock.now = Temporal.Instant.from("2026-11-19T06:20:00Z");
    const { body } = await ward.post<Changed>(`/sessions/${session!.id}/beds/${bed1}`, out);
    expect([body.moved, idsOf(body.stranded)]).toEqual([
      [expect.objectContaining({ appointment_id: there.id, bed_id: bed2 })],
      [later.id],
    ]);
    const arrived = await ward.post<Moved>(`/appointments/${later.id}/check-in`);
    expect([arrived.status, arrived.body.appointment.bed_id]).toEqual([200, null]);
  });

  test("and back, with a block of somebody else, stays out", async () => {
    const ward = await open({ beds: 2 });
    const [session] = await ward.sessions();
    const [bed1] = ward.bedIds as [string];
    const block = { kind: "blocked", resource_id: bed1, from: "2026-11-19", to: "2026-11-20" };
    await ward.make("/schedule-exceptions", block);
    const before = await fingerprint(server.ownerUrl, ward.ids.organizationId);
    const refused = await ward.post(`/sessions/${session!.id}/beds/${bed1}`, { status: "available" });
    expect([refused.status, refused.body.code]).toEqual([409, "bed_out_of_service"]);
    expect(await fingerprint(server.ownerUrl, ward.ids.organizationId)).toEqual(before);
  });
});

describe("a session", () => {
  test("that is closed offers nothing and keeps its patients, until it is open again", async () => {
    const ward = await open({ beds: 2 });
    const [session] = await ward.sessions();
    const { clinicId: clinic_id, patientIds } = ward.ids;
    const a = await ward.admitted(session!.id);
    const closed = await ward.post<{ status: string; free: number }>(`/sessions/${session!.id}/close`);
    expect([closed.status, closed.body.status, closed.body.free]).toEqual([200, "closed", 0]);
    const refused = await ward.admit(session!.id);
    expect([refused.status, refused.body.code]).toEqual([409, "session_closed"]);
    const wish = { clinic_id, service_id: ward.serviceId, patient_id: patientIds[0], booking_source: "phone" };
    const other = await ward.post("/appointments", { ...wish, starts_at: session!.starts_at });
    expect([other.status, other.body.code]).toEqual([409, "session_closed"]);
    // Its patients may still change beds.
    expect((await ward.post(`/admissions/${a.id}/assign-bed`, { bed_id: ward.bedIds[1] })).status).toBe(200);
    const generated = await ward.post<{ stranded: object[] }>("/slots/generate", {
      clinic_id,
      from: "2026-11-19",
      to: "2026-11-20",
    });
    expect(generated.body.stranded).toEqual([]);
    const twice = await ward.post(`/sessions/${session!.id}/close`);
    expect([twice.status, twice.body.code, twice.body.found_status]).toEqual([409, "illegal_move", "closed"]);
    expect((await ward.post(`/sessions/${session!.id}/reopen`)).status).toBe(200);
    expect((await ward.admit(session!.id)).status).toBe(201);
    expect((await ward.post(`/sessions/${session!.id}/reopen`)).status).toBe(409);
  });

  test("that is cancelled strands its patients, and a re-plan takes them", async () => {
    const ward = await open({ beds: 2, weekdays: [4, 5] });
    const [session, friday] = await ward.sessions();
    const [a, b] = [await ward.admitted(session!.id, { bed_id: ward.bedIds[0]! }), await ward.admitted(session!.id)];
    const { status, body } = await ward.post<Changed>(`/sessions/${session!.id}/cancel`, { reason: "No water" });
    expect([status, body.status, idsOf(body.stranded).toSorted()]).toEqual([200, "cancelled", [a.id, b.id].toSorted()]);
    const refused = await ward.admit(session!.id);
    expect([refused.status, refused.body.code, refused.body.found_status]).toEqual([409, "illegal_move", "cancelled"]);
    const assign = await ward.post(`/admissions/${a.id}/assign-bed`, { bed_id: ward.bedIds[1] });
    expect([assign.status, assign.body.code]).toEqual([409, "illegal_move"]);
    const plan = await ward.post<{ id: string; placements: { appointment_id: string }[] }>("/matching/plans", {
      session_id: session!.id,
    });
    expect([plan.status, idsOf(plan.body.placements).toSorted()]).toEqual([201, [a.id, b.id].toSorted()]);
    const committed = await ward.post(`/matching/plans/${plan.body.id}/commit`);
    expect(committed.status).toBe(200);
    expect([...(await ward.beds(friday!.id)).keys()].toSorted()).toEqual([a.id, b.id].toSorted());
    const empty = await ward.post<{ placements: object[] }>("/matching/plans", { session_id: session!.id });
    expect(empty.body.placements).toEqual([]);
  });

  test("that moves takes along who can come, and lists the others", async () => {
    const ward = await open({ beds: 2 });
    const [session] = await ward.sessions();
    const patient_id = await ward.patient();
    const a = await ward.admitted(session!.id, { bed_id: ward.bedIds[1]! });
    const b = await ward.admitted(session!.id, { patient_id });
    const { clinicId: clinic_id, practitionerIds, consultationId: service_id } = ward.ids;
    const elsewhere = {
      clinic_id,
      practitioner_id: practitionerIds[0],
      service_id,
      patient_id,
      booking_source: "phone",
    };
    expect((await ward.post("/appointments", { ...elsewhere, starts_at: "2026-11-19T15:00:00Z" })).status).toBe(201);
    const move = (starts_at: string) =>
      ward.post<Changed & { starts_at: string }>(`/sessions/${session!.id}/move`, { starts_at });
    const { status, body } = await move("2026-11-19T13:00:00Z");
    expect([status, body]).toMatchObject([200, { starts_at: "2026-11-19T13:00:00Z" }]);
    expect([idsOf(body.moved), idsOf(body.stranded)]).toEqual([[a.id], [b.id]]);
    const there = await ward.desk.get<Booked["appointment"]>(`/appointments/${a.id}`);
    expect(there.body).toMatchObject({
      session_id: session!.id,
      bed_id: ward.bedIds[1],
      starts_at: "2026-11-19T13:00:00Z",
    });
    const left = await ward.desk.get<Booked["appointment"]>(`/appointments/${b.id}`);
    expect(left.body).toMatchObject({ session_id: null, bed_id: null, starts_at: session!.starts_at });
    const plan = await ward.post<{ placements: { appointment_id: string }[] }>("/matching/plans", {
      session_id: session!.id,
    });
    expect(idsOf(plan.body.placements)).toEqual([b.id]);
    // Somebody new comes to the new time, by any way, and nobody to the old one.
    const wish = { clinic_id, service_id: ward.serviceId, patient_id: ward.ids.patientIds[0], booking_source: "phone" };
    expect((await ward.post("/appointments", { ...wish, starts_at: session!.starts_at })).status).toBe(422);
    const booked = await ward.post<Booked>("/appointments", { ...wish, starts_at: "2026-11-19T13:00:00Z" });
    expect([booked.status, booked.body.appointment.session_id]).toEqual([201, session!.id]);
    // Half an hour later the two times overlap.
    expect((await move("2026-11-19T13:30:00Z")).body.moved).toHaveLength(2);
    expect((await move("2026-11-18T07:00:00Z")).body).toMatchObject({ code: "in_the_past" });
    const undo = await ward.post(`/appointments/${a.id}/undo`);
    expect([undo.status, undo.body.code]).toEqual([409, "not_undoable"]);
  });

  test("in which somebody has arrived does not move", async () => {
    const ward = await open({ beds: 2 });
    const [session] = await ward.sessions();
    const { id } = await ward.admitted(session!.id);
    server.clock.now = Temporal.Instant.from("2026-11-19T05:50:00Z");
    await ward.post(`/appointments/${id}/check-in`);
    const before = await fingerprint(server.ownerUrl, ward.ids.organizationId);
    const refused = await ward.post(`/sessions/${session!.id}/move`, { starts_at: "2026-11-19T13:00:00Z" });
    expect([refused.status, refused.body.code, refused.body.found_status]).toEqual([409, "illegal_move", "checked_in"]);
    expect(await fingerprint(server.ownerUrl, ward.ids.organizationId)).toEqual(before);
  });
});

test("patients are put on one after another, each as soon as a nurse is free", async () => {
  const ward = await open({ beds: 4, minutes: 150, startEvery: 15, nursing: { minutes: 30, nurses: 1 } });
  const [session] = await ward.sessions();
  const starts: string[] = [];
  for (let n = 0; n < 4; n++) starts.push((await ward.admitted(session!.id)).starts_at);
  expect(starts.map((start) => start.slice(11, 16))).toEqual(["06:00", "06:30", "07:00", "07:30"]);
  // With two nurses two begin together; a treatment that does not fit any more is refused.
  const two = await open({ beds: 4, minutes: 150, startEvery: 15, nursing: { minutes: 60, nurses: 1 } });
  const [other] = await two.sessions();
  for (const at of ["06:00", "07:00"]) expect((await two.admitted(other!.id)).starts_at.slice(11, 16)).toBe(at);
  const refused = await two.admit(other!.id);
  expect([refused.status, refused.body.code]).toEqual([409, "slot_taken"]);
});
