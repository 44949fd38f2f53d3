import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { openTestClinic, type TestClinic } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";
import { WaitlistScene } from "./waitlist-scene.ts";

/** Who has a time already and would rather come earlier is offered what is freed before it. */
let server: TestServer;
let ids: TestClinic;
let scene: WaitlistScene;
let request: string;
let booked: string;
let opened = 0;
beforeAll(async () => {
  server = await openTestServer();
});
const noon = "2026-11-19T10:00:00Z";
const had = "2026-11-26T12:00:00Z";
beforeEach(async () => {
  server.clock.now = Temporal.Instant.from("2026-11-18T08:00:00Z");
  ids = await openTestClinic(server.house, { slug: `earlier-${++opened}` });
  scene = new WaitlistScene(server, ids);
  request = await scene.wait({ earlier: true });
  const ticket = await scene.ticketOf(request);
  booked = (await scene.book(had, { session_ticket_id: ticket.id, patient_id: ticket.patient_id })).id;
});
afterEach(async () => assert.deepEqual(await verifyLaws(server.postgres, ids.organizationId), []));
afterAll(() => server.close());

const appointment = async (id: string) =>
  (await scene.desk.get<{ status: string; starts_at: string; session_ticket_id: string | null }>(`/appointments/${id}`))
    .body;
const openings = async () => (await scene.openings()).map(({ status, starts_at }) => [status, starts_at]);
const change = (body: object) => scene.desk.send("PATCH", `/booking-requests/${request}`, body);

test("what they accept moves their appointment, and what they had is offered on", async () => {
  const before = await appointment(booked);
  await scene.free(noon);
  await scene.keep();
  const offer = await scene.offerOf(request);
  expect(offer).toMatchObject({ starts_at: noon, moves_appointment_id: booked, moves_from: had });
  expect(await appointment(booked)).toMatchObject({ starts_at: had, status: "confirmed" });
  expect((await scene.answer(offer, "accept")).body.status).toBe("accepted");
  expect(await appointment(booked)).toMatchObject({
    starts_at: noon,
    status: "confirmed",
    session_ticket_id: before.session_ticket_id,
  });
  expect((await appointment(offer.appointment_id)).status).toBe("cancelled");
  expect(await openings()).toEqual([
    ["filled", noon],
    ["open", had],
  ]);
  const next = await scene.wait();
  await scene.keep();
  expect((await scene.offerOf(next)).starts_at).toBe(had);
  expect(await scene.offers(`&request_id=${request}&status=offered`)).toEqual([]);
});

test("what they decline leaves it where it is, and is offered on", async () => {
  await scene.free(noon);
  await scene.keep();
  const next = await scene.wait();
  await scene.answer(await scene.offerOf(request), "decline");
  await scene.keep();
  expect((await scene.offerOf(next)).starts_at).toBe(noon);
  expect(await appointment(booked)).toMatchObject({ starts_at: had, status: "confirmed" });
});

test("nothing later is offered, and nothing at all to who did not ask", async () => {
  await scene.free("2026-11-27T10:00:00Z");
  await scene.keep();
  const [late] = await scene.openings();
  expect(await scene.outcomes(late!.id)).toEqual({ [request]: "not_earlier" });
  await change({ earlier: false });
  const other = await scene.wait({ sessions: 1 });
  await scene.free(noon);
  await scene.keep();
  expect(await scene.outcomes((await scene.openings())[1]!.id)).toEqual({ [other]: "offered" });
});

test.each<[string, () => Promise<unknown>]>([
  ["they do not want it earlier any more", () => change({ earlier: false })],
  ["it was moved before that", () => scene.verb(booked, "reschedule", { starts_at: "2026-11-19T08:00:00Z" })],
])("the offer is withdrawn when %s", async (_, act) => {
  await scene.free(noon);
  await scene.keep();
  await scene.offerOf(request);
  await act();
  await scene.keep();
  expect((await scene.offers()).map(({ status }) => status)).toEqual(["withdrawn"]);
});

test("what another of their sessions has come too near to is not accepted, and they keep what they had", async () => {
  await change({ earlier: false });
  const course = await scene.wait({ earlier: true, sessions: 2, min_days_between: 3 });
  const ids: string[] = [];
  for (const startsAt of ["2026-11-26T14:00:00Z", "2026-11-30T14:00:00Z"]) {
    const ticket = await scene.ticketOf(course);
    ids.push((await scene.book(startsAt, { session_ticket_id: ticket.id, patient_id: ticket.patient_id })).id);
  }
  await scene.free(noon);
  await scene.keep();
  const offer = await scene.offerOf(course);
  await scene.verb(ids[1]!, "reschedule", { starts_at: "2026-11-20T14:00:00Z" });
  const { status, body } = await scene.answer(offer, "accept");
  expect([status, body.code]).toEqual([409, "offer_over"]);
  expect(await appointment(ids[0]!)).toMatchObject({ starts_at: "2026-11-26T14:00:00Z", status: "confirmed" });
  await scene.keep();
  expect((await scene.offers()).map((one) => one.status)).toEqual(["withdrawn"]);
});

test("its hold is not confirmed at the desk, where both would stand; cancelling it declines", async () => {
  await scene.free(noon);
  await scene.keep();
  const { appointment_id: hold } = await scene.offerOf(request);
  const refused = await scene.verb(hold, "confirm");
  expect([refused.status, (refused.body as { code: string }).code]).toEqual([409, "illegal_move"]);
  await scene.verb(hold, "cancel");
  expect((await scene.offers()).map(({ status }) => status)).toEqual(["declined"]);
});

test("of many answers at once one is first", async () => {
  await scene.free(noon);
  await scene.keep();
  const offer = await scene.offerOf(request);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => scene.answer(offer, i % 2 === 0 ? "accept" : "decline")),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(409)]);
});
