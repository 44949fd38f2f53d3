import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Booked, Moved } from "./answers.ts";
import { fingerprint } from "./fingerprint.ts";
import { nobody } from "./refusals.ts";
import { openTestServer, type TestServer } from "./server.ts";
import { type Refusal, WardScene } from "./ward-scene.ts";

/** Who is admitted to a session, and to which bed: at the ward of a clinic in Athens, on Thursday mornings. */
let server: TestServer;
let opened = 0;

beforeAll(async () => (server = await openTestServer()));
afterEach(async () => assert.deepEqual(await server.verify(), []));
afterAll(() => server.close());

const open = (options: Omit<Parameters<typeof WardScene.open>[1], "slug"> = {}) =>
  WardScene.open(server, { slug: `ward-${++opened}`, ...options });

describe("admitting", () => {
  test("claims a bed from the start, and fills the session", async () => {
    const ward = await open({ beds: 2 });
    const [first, second] = await ward.sessions();
    const one = await ward.admitted(first!.id);
    expect(one).toMatchObject({ session_id: first!.id, bed_id: null, status: "confirmed" });
    expect(one.starts_at).toBe(first!.starts_at);
    const two = await ward.admitted(first!.id, { bed_id: ward.bedIds[1]! });
    expect(two.bed_id).toBe(ward.bedIds[1]);
    expect((await ward.board(first!.id)).free).toBe(0);
    const refused = await ward.admit(first!.id);
    expect([refused.status, refused.body.code]).toEqual([409, "session_full"]);
    expect(refused.body.sessions!.map(({ session_id }) => session_id)[0]).toBe(second!.id);
  });

  test("to a bed that is merely kept for somebody moves them to another one", async () => {
    const ward = await open({ beds: 2 });
    const [session] = await ward.sessions();
    const keeper = await ward.admitted(session!.id);
    expect((await ward.beds(session!.id)).get(keeper.id)).toBe(ward.bedIds[0]);
    const asks = await ward.admitted(session!.id, { bed_id: ward.bedIds[0]! });
    const beds = await ward.beds(session!.id);
    expect([beds.get(asks.id), beds.get(keeper.id)]).toEqual(ward.bedIds);
    const taken = await open({ beds: 3 });
    const [other] = await taken.sessions();
    await taken.admitted(other!.id, { bed_id: taken.bedIds[0]! });
    const refused = await taken.admit(other!.id, { bed_id: taken.bedIds[0]! });
    expect([refused.status, refused.body.code, refused.body.errors?.[0]?.pointer]).toEqual([
      409,
      "bed_taken",
      "/bed_id",
    ]);
  });

  test("any other way of booking admits too, and makes the session where it is not there yet", async () => {
    const ward = await open({ beds: 2 });
    const { clinicId: clinic_id, patientIds } = ward.ids;
    const [session] = await ward.sessions();
    const wish = { clinic_id, service_id: ward.serviceId, booking_source: "phone" };
    const at = (starts_at: string, patient: number) => ({ ...wish, patient_id: patientIds[patient], starts_at });
    const booked = await ward.post<Booked>("/appointments", at(session!.starts_at, 0));
    expect([booked.status, booked.body.appointment.session_id]).toEqual([201, session!.id]);
    const held = await ward.post<Booked>("/holds", at(session!.starts_at, 1));
    expect(held.body.appointment.session_id).toBe(session!.id);
    const beyond = await ward.post<Booked>("/appointments", at("2027-01-07T06:00:00Z", 0));
    expect(beyond.status).toBe(201);
    const [made] = await ward.sessions("2027-01-01", "2027-01-31");
    expect([made!.id, made!.admitted]).toEqual([beyond.body.appointment.session_id, 1]);
  });

  test.each<[what: string, body: (ward: WardScene) => object, pointer: string]>([
    ["of nobody", () => ({ patient_id: nobody }), "/patient_id"],
    ["to no bed", () => ({ bed_id: nobody }), "/bed_id"],
    ["to a room of the clinic", ({ ids }) => ({ bed_id: ids.roomId }), "/bed_id"],
    ["for no ticket", () => ({ session_ticket_id: nobody }), "/session_ticket_id"],
  ])("%s is refused", async (_, body, pointer) => {
    const ward = await open({ beds: 2 });
    const [session] = await ward.sessions();
    const before = await fingerprint(server.ownerUrl, ward.ids.organizationId);
    const wanted = { patient_id: ward.ids.patientIds[0], ...body(ward) };
    const refused = await ward.post(`/sessions/${session!.id}/admissions`, wanted);
    expect([refused.status, refused.body.code, refused.body.errors?.[0]?.pointer]).toEqual([404, "not_found", pointer]);
    const nowhere = await ward.post(`/sessions/${nobody}/admissions`, wanted);
    expect([nowhere.status, nowhere.body.errors?.[0]?.pointer]).toEqual([404, "/id"]);
    expect(await fingerprint(server.ownerUrl, ward.ids.organizationId)).toEqual(before);
  });

  test("somebody who is elsewhere then is refused with the reason, and leaves no trace", async () => {
    const ward = await open({ beds: 3 });
    const [session] = await ward.sessions();
    const [patient_id] = ward.ids.patientIds;
    await ward.admitted(session!.id, { patient_id });
    await ward.admitted(session!.id);
    const before = await fingerprint(server.ownerUrl, ward.ids.organizationId);
    // Room is made first: the one who keeps bed 2 would go to bed 3.
    const refused = await ward.admit(session!.id, { patient_id, bed_id: ward.bedIds[1]! });
    expect([refused.status, refused.body.code]).toEqual([409, "slot_taken"]);
    expect(refused.body.reasons!.map(({ code }) => code)).toContain("patient_busy");
    expect(await fingerprint(server.ownerUrl, ward.ids.organizationId)).toEqual(before);
  });

  test("a session that is owed costs nothing at the desk", async () => {
    const ward = await open({ beds: 2 });
    const { clinicId: clinic_id, patientIds } = ward.ids;
    const [patient_id] = patientIds;
    const line = { service_id: ward.serviceId, sessions: 2, price_minor: 8000 };
    const contract = await ward.make("/contracts", { clinic_id, patient_id, lines: [line] });
    const signed = await ward.post(`/contracts/${contract}/confirm`);
    expect([signed.status, signed.body]).toEqual([200, signed.body]);
    const path = `/session-tickets?contract_id=${contract}`;
    const tickets = (await ward.desk.get<{ items: { id: string; appointment_id: string }[] }>(path)).body.items;
    const [first] = tickets;
    const placed = await ward.desk.get<Booked["appointment"]>(`/appointments/${first!.appointment_id}`);
    expect([placed.body.session_id === null, placed.body.price_minor]).toEqual([false, 0]);
    await ward.post(`/appointments/${first!.appointment_id}/cancel`);
    const last = (await ward.sessions()).at(-1)!;
    const ticket = { patient_id: patient_id, session_ticket_id: first!.id };
    const { status, body } = await ward.post<Booked>(`/sessions/${last.id}/admissions`, ticket);
    expect([status, body.appointment.price_minor, body.appointment.session_ticket_id]).toEqual([201, 0, first!.id]);
  });
});

describe("giving beds", () => {
  test("now, later, and by changing places", async () => {
    const ward = await open({ beds: 3 });
    const [session] = await ward.sessions();
    const [a, b] = [await ward.admitted(session!.id), await ward.admitted(session!.id)];
    const [bed1, bed2, bed3] = ward.bedIds as [string, string, string];
    const assign = (id: string, body: object) => ward.post<Moved & Refusal>(`/admissions/${id}/assign-bed`, body);
    expect((await assign(a.id, { bed_id: bed1 })).body.appointment.bed_id).toBe(bed1);
    // B keeps bed 2, so A takes it and B goes to bed 1.
    expect((await assign(a.id, { bed_id: bed2 })).body.appointment.bed_id).toBe(bed2);
    expect((await ward.beds(session!.id)).get(b.id)).toBe(bed1);
    expect((await assign(b.id, { bed_id: bed3 })).status).toBe(200);
    const refused = await assign(a.id, { bed_id: bed3 });
    expect([refused.status, refused.body.code]).toEqual([409, "bed_taken"]);
    const swapped = await assign(a.id, { bed_id: bed3, swap: true });
    expect([swapped.status, swapped.body.appointment.bed_id]).toEqual([200, bed3]);
    const after = await ward.board(session!.id);
    expect(after.board.map(({ admission }) => admission?.appointment_id ?? null)).toEqual([null, b.id, a.id]);
    expect((await assign(a.id, { bed_id: nobody })).status).toBe(404);
  });

  test("is undone: the bed that was given before, or none, and whoever changed places changes back", async () => {
    const ward = await open({ beds: 3 });
    const [session] = await ward.sessions();
    const [a, b] = [await ward.admitted(session!.id), await ward.admitted(session!.id)];
    const [bed1, bed2, bed3] = ward.bedIds as [string, string, string];
    const assign = (id: string, body: object) => ward.post<Moved & Refusal>(`/admissions/${id}/assign-bed`, body);
    const undo = (id: string) => ward.post<Moved & Refusal>(`/appointments/${id}/undo`);
    const given = async () => (await ward.board(session!.id)).board.map(({ admission }) => admission?.appointment_id);
    await assign(a.id, { bed_id: bed2 });
    const none = await undo(a.id);
    expect([none.status, none.body.appointment.bed_id, await given()]).toEqual([
      200,
      null,
      [undefined, undefined, undefined],
    ]);
    await assign(a.id, { bed_id: bed1 });
    await assign(a.id, { bed_id: bed3 });
    expect((await undo(a.id)).body.appointment.bed_id).toBe(bed1);
    expect((await undo(a.id)).body.code).toBe("not_undoable");
    await assign(b.id, { bed_id: bed2 });
    await assign(a.id, { bed_id: bed2, swap: true });
    expect(await given()).toEqual([b.id, a.id, undefined]);
    expect((await undo(a.id)).status).toBe(200);
    expect(await given()).toEqual([a.id, b.id, undefined]);
    await assign(a.id, { bed_id: bed3 });
    await ward.admitted(session!.id, { bed_id: bed1 });
    const refused = await undo(a.id);
    expect([refused.status, refused.body.code]).toEqual([409, "bed_taken"]);
  });

  test("at once is undone while others change beds, and nobody is without one", async () => {
    const ward = await open({ beds: 3 });
    const [session] = await ward.sessions();
    const [a, b] = [await ward.admitted(session!.id), await ward.admitted(session!.id)];
    const [bed1, bed2, bed3] = ward.bedIds as [string, string, string];
    await ward.post(`/admissions/${a.id}/assign-bed`, { bed_id: bed1 });
    await ward.post(`/admissions/${a.id}/assign-bed`, { bed_id: bed3 });
    const answers = await Promise.all([
      ward.post(`/appointments/${a.id}/undo`),
      ward.post(`/admissions/${b.id}/assign-bed`, { bed_id: bed1 }),
      ward.post(`/appointments/${a.id}/undo`),
      ward.post(`/admissions/${b.id}/assign-bed`, { bed_id: bed2 }),
    ]);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const beds = await ward.beds(session!.id);
    expect([beds.size, new Set(beds.values()).size]).toEqual([2, 2]);
  });

  test("at check-in, and check-in is undone with it", async () => {
    const ward = await open({ beds: 2 });
    const [session] = await ward.sessions();
    const { id } = await ward.admitted(session!.id);
    server.clock.now = Temporal.Instant.from("2026-11-19T05:50:00Z");
    const arrived = await ward.post<Moved>(`/appointments/${id}/check-in`);
    expect([arrived.status, arrived.body.appointment.bed_id]).toEqual([200, ward.bedIds[0]]);
    const back = await ward.post<Moved>(`/appointments/${id}/undo`);
    expect([back.status, back.body.appointment.bed_id]).toEqual([200, null]);
    await ward.post<Moved>(`/appointments/${id}/check-in`);
    const moved = await ward.post<Moved>(`/admissions/${id}/assign-bed`, { bed_id: ward.bedIds[1] });
    expect([moved.status, moved.body.appointment.status, moved.body.appointment.bed_id]).toEqual([
      200,
      "checked_in",
      ward.bedIds[1],
    ]);
    server.clock.now = Temporal.Instant.from("2026-11-18T08:00:00Z");
  });

  test("what was cancelled comes back to its session, unless the bed is given away by then", async () => {
    const ward = await open({ beds: 2 });
    const [session] = await ward.sessions();
    const bed_id = ward.bedIds[0]!;
    const one = await ward.admitted(session!.id, { bed_id });
    await ward.post(`/admissions/${one.id}/assign-bed`, { bed_id: ward.bedIds[1] });
    await ward.post(`/appointments/${one.id}/cancel`);
    const back = await ward.post<Moved>(`/appointments/${one.id}/undo`);
    expect([back.status, back.body.appointment.bed_id]).toEqual([200, ward.bedIds[1]]);
    await ward.post(`/appointments/${one.id}/cancel`);
    await ward.admitted(session!.id, { bed_id: ward.bedIds[1]! });
    const refused = await ward.post(`/appointments/${one.id}/undo`);
    expect([refused.status, refused.body.code]).toEqual([409, "slot_taken"]);
  });
});

describe("another session", () => {
  test("takes the patient by transfer or by a new time, without the bed", async () => {
    const ward = await open({ beds: 2 });
    const [first, second, third] = await ward.sessions();
    const bed_id = ward.bedIds[0]!;
    const { id } = await ward.admitted(first!.id, { bed_id });
    const moved = await ward.post<Moved>(`/admissions/${id}/transfer`, { session_id: second!.id });
    expect(moved.body.appointment).toMatchObject({
      session_id: second!.id,
      bed_id: null,
      starts_at: second!.starts_at,
    });
    const named = await ward.post<Moved>(`/admissions/${id}/transfer`, { session_id: third!.id, bed_id });
    expect(named.body.appointment).toMatchObject({ session_id: third!.id, bed_id });
    const again = await ward.post<Moved>(`/appointments/${id}/reschedule`, { starts_at: first!.starts_at });
    expect(again.body.appointment).toMatchObject({ session_id: first!.id, bed_id: null });
    const undone = await ward.post<Moved>(`/appointments/${id}/undo`);
    expect(undone.body.appointment).toMatchObject({ session_id: third!.id, bed_id });
  });

  test("refuses what it has no room for, closed as cancelled ones", async () => {
    const ward = await open({ beds: 1 });
    const [first, second, third] = await ward.sessions();
    const { id } = await ward.admitted(first!.id);
    await ward.admitted(second!.id);
    const full = await ward.post(`/admissions/${id}/transfer`, { session_id: second!.id });
    expect([full.status, full.body.code]).toEqual([409, "session_full"]);
    expect((await ward.post(`/sessions/${third!.id}/close`)).status).toBe(200);
    const closed = await ward.post(`/admissions/${id}/transfer`, { session_id: third!.id });
    expect([closed.status, closed.body.code]).toEqual([409, "session_closed"]);
    const same = await ward.post(`/admissions/${id}/transfer`, { session_id: first!.id });
    expect([same.status, same.body.errors?.[0]?.pointer]).toEqual([422, "/session_id"]);
    expect((await ward.post(`/admissions/${id}/transfer`, { session_id: nobody })).status).toBe(404);
  });
});
