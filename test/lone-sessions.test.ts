import assert from "node:assert/strict";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Booked, Moved } from "./answers.ts";
import { nobody } from "./refusals.ts";
import { atOnce, Rival, tally } from "./rivals.ts";
import { openTestServer, type TestServer } from "./server.ts";
import { type Refusal, WardScene, type WardSession } from "./ward-scene.ts";

/** Sessions that somebody puts on, on a Saturday on which no weekly session is. */
let server: TestServer;
let opened = 0;

beforeAll(async () => (server = await openTestServer()));
afterEach(async () => assert.deepEqual(await server.verify(), []));
afterAll(() => server.close());

const open = (options: Omit<Parameters<typeof WardScene.open>[1], "slug"> = {}) =>
  WardScene.open(server, { slug: `lone-${++opened}`, ...options });

const start = "2026-11-21T07:00:00Z";
const saturday = (ward: WardScene, more: object = {}) => ({
  clinic_id: ward.ids.clinicId,
  service_id: ward.serviceId,
  pool_id: ward.poolId,
  name: "Saturday",
  starts_at: start,
  ends_at: "2026-11-21T11:00:00Z",
  ...more,
});
const putOn = async (ward: WardScene, more: object = {}): Promise<WardSession> => {
  const { status, body } = await ward.post<WardSession>("/sessions", saturday(ward, more));
  assert.equal(status, 201, JSON.stringify(body));
  return body;
};
const book = async (ward: WardScene, patient = 0, starts_at = start) => {
  const { clinicId: clinic_id, patientIds } = ward.ids;
  const wish = { clinic_id, service_id: ward.serviceId, patient_id: patientIds[patient], booking_source: "phone" };
  return await ward.post<Booked & Refusal>("/appointments", { ...wish, starts_at });
};

describe("a session that is put on", () => {
  test("is there, admits whoever books then, and is left alone by generating", async () => {
    const ward = await open({ beds: 3 });
    const [practitioner_id] = ward.ids.practitionerIds;
    const session = await putOn(ward, { practitioner_id, capacity: 2 });
    expect(session).toMatchObject({
      session_rule_id: null,
      practitioner_id,
      service_date: "2026-11-21",
      status: "open",
      beds: 2,
      capacity: 2,
      admitted: 0,
      free: 2,
    });
    expect((await book(ward)).body.appointment.session_id).toBe(session.id);
    await ward.admitted(session.id, { bed_id: ward.bedIds[1]! });
    expect((await ward.admit(session.id)).body.code).toBe("session_full");
    expect((await book(ward, 1)).body.code).toBe("slot_taken");
    const before = await ward.board(session.id);
    const { body } = await ward.post("/sessions/generate", { from: "2026-11-19", to: "2026-12-31" });
    expect(body).toMatchObject({ added: 0, removed: 0, changed: 0, stranded: [] });
    expect(await ward.board(session.id)).toEqual(before);
    const story = await server.house.postgres.read(ward.ids.organizationId, (database) =>
      database.rows("select kind, version from events where organization_id = $1 and subject_id = $2", [
        ward.ids.organizationId,
        session.id,
      ]),
    );
    expect(story).toEqual([{ kind: "put_on", version: 1 }]);
  });

  test("is closed, moved, and cancelled; where one was cancelled another one can be", async () => {
    const ward = await open({ beds: 2 });
    const first = await putOn(ward);
    await ward.post(`/sessions/${first.id}/close`);
    expect((await book(ward)).body.code).toBe("session_closed");
    await ward.post(`/sessions/${first.id}/reopen`);
    const { id } = await ward.admitted(first.id);
    const moved = await ward.post<{ moved: object[] }>(`/sessions/${first.id}/move`, {
      starts_at: "2026-11-21T12:00:00Z",
    });
    expect(moved.body.moved).toMatchObject([{ appointment_id: id, starts_at: "2026-11-21T12:00:00Z" }]);
    expect((await book(ward)).body.code).toBe("outside_hours");
    const cancelled = await ward.post<{ stranded: object[] }>(`/sessions/${first.id}/cancel`, { reason: "No water" });
    expect(cancelled.body.stranded).toMatchObject([{ appointment_id: id }]);
    const times = { starts_at: "2026-11-21T12:00:00Z", ends_at: "2026-11-21T16:00:00Z" };
    const second = await putOn(ward, { name: "Instead", ...times });
    const booked = await book(ward, 1, times.starts_at);
    expect([booked.status, booked.body.appointment.session_id]).toEqual([201, second.id]);
    const there = await ward.post<Moved>(`/admissions/${booked.body.appointment.id}/assign-bed`, {
      bed_id: ward.bedIds[1],
    });
    expect(there.body.appointment.bed_id).toBe(ward.bedIds[1]);
  });

  test("takes place although the clinic is closed, without the bed that is being mended", async () => {
    const ward = await open({ beds: 2 });
    const day = { from: "2026-11-21", to: "2026-11-22", kind: "blocked" };
    await ward.make("/schedule-exceptions", { ...day, clinic_id: ward.ids.clinicId, reason: "Holiday" });
    await ward.make("/schedule-exceptions", { ...day, resource_id: ward.bedIds[0], reason: "Mended" });
    const session = await putOn(ward);
    expect(session).toMatchObject({ beds: 2, capacity: 1, free: 1 });
    expect((await book(ward)).body.appointment.session_id).toBe(session.id);
    expect([...(await ward.beds(session.id)).values()]).toEqual([ward.bedIds[1]]);
    expect((await ward.admit(session.id)).body.code).toBe("session_full");
  });

  test("admits whoever books its time also in a ward without any weekly session", async () => {
    const ward = await open({ beds: 2, weekdays: [] });
    const session = await putOn(ward, { bed_ids: [ward.bedIds[1]] });
    expect((await book(ward)).body.appointment.session_id).toBeNull();
    const admitted = (await book(ward, 1)).body.appointment;
    expect(admitted.session_id).toBe(session.id);
    expect((await ward.beds(session.id)).get(admitted.id)).toBe(ward.bedIds[1]);
  });

  test("is put on once, however many want it", async () => {
    const ward = await open({ beds: 2 });
    const rival = new Rival(server.url, ward.ids.accounts.admin.token);
    const answers = await atOnce(8, () => rival.post("/sessions", saturday(ward)));
    expect(tally(answers)).toEqual({ 201: 1, 422: 7 });
    expect((await ward.sessions("2026-11-21", "2026-11-22")).length).toBe(1);
  });
});

describe("a session is not put on", () => {
  const thursday = { starts_at: "2026-11-19T09:00:00Z", ends_at: "2026-11-19T13:00:00Z" };

  test.each<[what: string, more: (ward: WardScene) => object, status: number, pointer: string, code: string]>([
    ["beside another one of its beds", () => thursday, 422, "/starts_at", "session_there"],
    ["shorter than the treatment", () => ({ ends_at: "2026-11-21T09:59:00Z" }), 422, "/ends_at", "treatment_too_long"],
    [
      "so long that a bed fits twice",
      () => ({ ends_at: "2026-11-21T13:00:00Z" }),
      422,
      "/ends_at",
      "treatment_too_short",
    ],
    ["that ends before it begins", () => ({ ends_at: "2026-11-21T06:00:00Z" }), 422, "/ends_at", "window_empty"],
    ["with more beds than there are", () => ({ capacity: 3 }), 422, "/capacity", "capacity_too_large"],
    ["in the past", () => ({ starts_at: "2026-11-17T07:00:00Z" }), 422, "/starts_at", "in_the_past"],
    ["within a minute", () => ({ ends_at: "2026-11-21T11:00:30Z" }), 422, "/ends_at", "invalid_request"],
    ["in a bed of nobody", ({ bedIds }) => ({ bed_ids: [bedIds[0], nobody] }), 404, "/bed_ids/1", "not_found"],
    ["in no pool", () => ({ pool_id: nobody }), 404, "/pool_id", "not_found"],
    ["under nobody", () => ({ practitioner_id: nobody }), 404, "/practitioner_id", "not_found"],
  ])("%s", async (_, more, status, pointer, code) => {
    const ward = await open({ beds: 2 });
    const refused = await ward.post("/sessions", saturday(ward, more(ward)));
    const [fault] = refused.body.errors ?? [];
    expect([refused.status, fault?.pointer, fault?.code]).toEqual([status, pointer, code]);
    expect(await ward.sessions("2026-11-21", "2026-11-22")).toEqual([]);
  });
});
