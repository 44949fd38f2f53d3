import assert from "node:assert/strict";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openTestServer, type TestServer } from "./server.ts";
import { type Answer, atOnce, Rival, tally } from "./rivals.ts";
import { WardScene } from "./ward-scene.ts";

/** Desks that press at once, at one session: whoever loses is told why, nobody has two beds and no bed has two. */
let server: TestServer;
let opened = 0;

beforeAll(async () => (server = await openTestServer({ connections: 12 })));
afterEach(async () => assert.deepEqual(await server.verify(), []));
afterAll(() => server.close());

async function open(beds: number) {
  const ward = await WardScene.open(server, { slug: `rivals-${++opened}`, beds });
  const rival = new Rival(server.url, ward.ids.accounts.admin.token);
  const [first, second] = await ward.sessions();
  return { ward, rival, first: first!, second: second! };
}

const only = (answers: readonly Answer[], statuses: readonly number[]) =>
  expect(
    Object.keys(tally(answers))
      .map(Number)
      .filter((status) => !statuses.includes(status)),
  ).toEqual([]);

async function expectDistinct(ward: WardScene, sessionId: string, admitted: number): Promise<void> {
  const beds = await ward.beds(sessionId);
  expect([beds.size, new Set(beds.values()).size]).toEqual([admitted, admitted]);
}

test("twelve patients want one bed: one is given it, each round", async () => {
  const { ward, rival, first } = await open(12);
  const ids: string[] = [];
  for (let n = 0; n < 12; n++) ids.push((await ward.admitted(first.id)).id);
  for (const bed_id of ward.bedIds.slice(0, 4)) {
    const answers = await atOnce(12, (i) => rival.post(`/admissions/${ids[i]}/assign-bed`, { bed_id }));
    const given = ids.filter((_, i) => answers[i]!.status === 200);
    expect([given.length, tally(answers)]).toEqual([1, { 200: 1, 409: 11 }]);
    expect((await ward.beds(first.id)).get(given[0]!)).toBe(bed_id);
    await expectDistinct(ward, first.id, 12);
  }
});

test("everybody swaps with everybody, and all have a bed of their own", async () => {
  const { ward, rival, first } = await open(6);
  const ids: string[] = [];
  for (const bed_id of ward.bedIds) ids.push((await ward.admitted(first.id, { bed_id })).id);
  const answers = await atOnce(36, (i) =>
    rival.post(`/admissions/${ids[i % 6]}/assign-bed`, { bed_id: ward.bedIds[Math.floor(i / 6)], swap: true }),
  );
  expect(tally(answers)).toEqual({ 200: 36 });
  await expectDistinct(ward, first.id, 6);
  const board = await ward.board(first.id);
  expect(board.board.every(({ admission }) => admission !== null)).toBe(true);
});

test("patients cross between two sessions while others are cancelled and beds break", async () => {
  const { ward, rival, first, second } = await open(6);
  const there: string[] = [];
  for (let n = 0; n < 4; n++) there.push((await ward.admitted(first.id)).id);
  for (let n = 0; n < 4; n++) there.push((await ward.admitted(second.id)).id);
  const answers = await atOnce(28, (i) => {
    const id = there[i % 8]!;
    const session_id = i % 8 < 4 === i < 16 ? second.id : first.id;
    if (i % 7 === 6) return rival.post(`/appointments/${id}/cancel`);
    if (i % 9 === 8)
      return rival.post(`/sessions/${first.id}/beds/${ward.bedIds[i % 6]}`, { status: "out_of_service" });
    return rival.post(`/admissions/${id}/transfer`, { session_id });
  });
  // 422: the patient is there already.
  only(answers, [200, 409, 422]);
  for (const { id } of [first, second]) {
    const { admitted } = await ward.board(id);
    await expectDistinct(ward, id, admitted);
  }
});

test("a session is cancelled while patients come: who was admitted is stranded, and nobody comes after", async () => {
  const { ward, rival, first } = await open(10);
  const patients = await Promise.all(Array.from({ length: 20 }, () => ward.patient()));
  const [cancelled, ...answers] = await atOnce(21, (i) =>
    i === 0
      ? rival.post(`/sessions/${first.id}/cancel`, { reason: "No water" })
      : rival.post(`/sessions/${first.id}/admissions`, { patient_id: patients[i - 1] }),
  );
  only(answers, [201, 409]);
  const stranded = cancelled!.body["stranded"] as { appointment_id: string }[];
  const admitted = answers
    .filter(({ status }) => status === 201)
    .map(({ body }) => body["appointment"] as { id: string });
  expect([cancelled!.status, stranded.map(({ appointment_id }) => appointment_id).toSorted()]).toEqual([
    200,
    admitted.map(({ id }) => id).toSorted(),
  ]);
  const twice = await atOnce(3, () => rival.post(`/sessions/${first.id}/cancel`, { reason: "No water" }));
  expect(tally(twice)).toEqual({ 409: 3 });
});

test("who comes to a full session does not wait for those who are at it", async () => {
  const { ward, first } = await open(2);
  const there = [await ward.admitted(first.id), await ward.admitted(first.id)];
  const { organizationId } = ward.ids;
  await server.house.postgres.write(organizationId, async (tx) => {
    await tx.rows("select 1 from sessions where organization_id = $1 and id = $2 for update", [
      organizationId,
      first.id,
    ]);
    const refused = await ward.admit(first.id);
    expect([refused.status, refused.body.code, refused.body.sessions!.length > 0]).toEqual([409, "session_full", true]);
  });
  await ward.post(`/appointments/${there[0]!.id}/cancel`);
  expect((await ward.admit(first.id)).status).toBe(201);
});

test("a hold whose time is up keeps nobody out of a session that was full with it", async () => {
  const { ward, first } = await open(2);
  const [patient_id] = ward.ids.patientIds;
  const wish = { clinic_id: ward.ids.clinicId, service_id: ward.serviceId, booking_source: "phone" };
  const held = await ward.post("/holds", { ...wish, patient_id, starts_at: first.starts_at });
  expect(held.status).toBe(201);
  await ward.admitted(first.id);
  expect((await ward.admit(first.id)).body.code).toBe("session_full");
  server.clock.now = server.clock.now.add({ hours: 1 });
  expect((await ward.admit(first.id)).status).toBe(201);
});
