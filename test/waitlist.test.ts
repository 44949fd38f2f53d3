import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { workWaitlist } from "../src/matching/waitlist/work-waitlist.ts";
import { randomOf } from "../src/core/random.ts";
import { openTestClinic, type TestClinic } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";
import { crowdOf, waitAll } from "./waitlist-crowd.ts";
import { type Offer, WaitlistScene } from "./waitlist-scene.ts";

/** Freed time is offered to who waits. Each test has a clinic of its own, and every law holds at its end. */
let server: TestServer;
let ids: TestClinic;
let scene: WaitlistScene;
let opened = 0;
beforeAll(async () => {
  server = await openTestServer();
});
beforeEach(async () => {
  server.clock.now = Temporal.Instant.from("2026-11-18T08:00:00Z");
  ids = await openTestClinic(server.house, { slug: `waits-${++opened}` });
  scene = new WaitlistScene(server, ids);
});
afterEach(async () => assert.deepEqual(await verifyLaws(server.postgres, ids.organizationId), []));
afterAll(() => server.close());

const pass = (duration: Temporal.DurationLike) => (server.clock.now = server.clock.now.add(duration));
/** A day ahead; a consultation lasts 20 minutes. */
const noon = "2026-11-19T10:00:00Z";
const appointmentOf = async ({ appointment_id }: Offer) =>
  (await scene.desk.get<{ status: string; booking_source: string }>(`/appointments/${appointment_id}`)).body;
const openings = async () => (await scene.openings()).map(({ status }) => status);
const offers = async () => (await scene.offers()).map(({ request_id, status }) => [request_id, status]);
/** Requests in the order in which they come to wait. */
async function queue(count: number, more: object = {}): Promise<string[]> {
  const requests: string[] = [];
  for (let i = 0; i < count; i++) {
    pass({ seconds: 1 });
    requests.push(await scene.wait(more));
  }
  return requests;
}

describe("one opening", () => {
  test("is offered as a hold to the first who waits, and filled when it is accepted", async () => {
    const [first, second] = await queue(2);
    await scene.free(noon);
    expect(await openings()).toEqual(["open"]);
    await scene.keep();
    expect(await openings()).toEqual(["on_offer"]);
    const offer = await scene.offerOf(first!);
    expect(offer).toMatchObject({ starts_at: noon, expires_at: "2026-11-18T09:00:02Z" });
    expect(await appointmentOf(offer)).toMatchObject({ status: "held", booking_source: "system" });
    expect(await scene.outcomes(offer.opening_id)).toEqual({ [first!]: "offered", [second!]: "others_came_first" });
    const accepted = await scene.answer(offer, "accept");
    expect([accepted.status, accepted.body.status]).toEqual([200, "accepted"]);
    expect(await appointmentOf(offer)).toMatchObject({ status: "confirmed" });
    await scene.keep();
    expect([await openings(), await offers()]).toEqual([["filled"], [[first, "accepted"]]]);
  });

  test("goes from one who declines to the next, who does not answer, and to the last", async () => {
    const [first, second, third] = await queue(3);
    await scene.free(noon);
    await scene.keep();
    const declined = await scene.answer(await scene.offerOf(first!), "decline", { reason: "Away" });
    expect(declined.body.status).toBe("declined");
    expect(await openings()).toEqual(["open"]);
    await scene.keep();
    await scene.offerOf(second!);
    pass({ minutes: 60 });
    await scene.keep();
    const last = await scene.offerOf(third!);
    expect(await scene.outcomes(last.opening_id)).toMatchObject({
      [first!]: "declined_before",
      [second!]: "declined_before",
      [third!]: "offered",
    });
    await scene.answer(last, "decline");
    await scene.keep();
    expect(await openings()).toEqual(["unwanted"]);
    expect(Object.values(await scene.outcomes(last.opening_id))).toEqual(Array(3).fill("declined_before"));
    expect(await offers()).toEqual([
      [first, "declined"],
      [second, "lapsed"],
      [third, "declined"],
    ]);
  });

  test("is made of nothing where nobody waits", async () => {
    await scene.free(noon);
    await scene.wait({ waitlisted: false });
    await scene.free("2026-11-19T11:00:00Z");
    expect(await openings()).toEqual([]);
  });

  test("is not offered back to the patient who gave it up", async () => {
    const request = await scene.wait();
    const ticket = await scene.ticketOf(request);
    const booked = await scene.book(noon, { session_ticket_id: ticket.id, patient_id: ticket.patient_id });
    await scene.verb(booked.id, "cancel");
    await scene.keep();
    const [opening] = await scene.openings();
    expect([opening?.status, opening?.considered.map(({ outcome }) => outcome)]).toEqual([
      "unwanted",
      ["declined_before"],
    ]);
  });

  test("says why each of them is passed over", async () => {
    const { scanId, practitionerIds, patientIds } = ids;
    const elsewhere = await scene.wait({ service_id: scanId });
    const nikos = await scene.wait({ practitioner_id: practitionerIds[1], practitioner_required: true });
    const later = await scene.wait({ earliest_date: "2026-11-20" });
    const slow = await scene.wait({ offer_notice_minutes: 43_200 });
    const busy = await scene.wait({ patient_id: patientIds[0] });
    await scene.book(noon, { patient_id: patientIds[0], practitioner_id: practitionerIds[1] });
    for (const beside of ["2026-11-19T09:40:00Z", "2026-11-19T10:20:00Z"]) await scene.book(beside);
    await scene.free(noon);
    await scene.keep();
    const [opening] = await scene.openings();
    expect(opening!.status).toBe("unwanted");
    expect(await scene.outcomes(opening!.id)).toEqual({
      [elsewhere]: "service_does_not_fit",
      [nikos]: "other_practitioner_required",
      [later]: "outside_dates",
      [slow]: "too_little_notice",
      [busy]: "patient_busy",
    });
  });

  test("names the first of many who wait, and counts the others", async () => {
    const random = randomOf(7);
    await waitAll(server, ids, await crowdOf(server, ids, 90), random);
    await scene.free(noon);
    await scene.keep();
    const [{ considered, others } = { considered: [], others: [] }] = await scene.openings();
    expect(considered.length).toBeLessThanOrEqual(50 + 1 + 20);
    expect(considered.length + others.reduce((sum, { count }) => sum + count, 0)).toBe(90);
  });

  test("is taken when the desk books it first, and past when nobody came to it", async () => {
    await scene.wait({ offer_notice_minutes: 43_200 });
    await scene.free(noon);
    await scene.book(noon);
    await scene.free("2026-11-19T11:00:00Z");
    pass({ hours: 30 });
    await scene.free("2026-11-19T16:00:00Z");
    await scene.book("2026-11-19T16:00:00Z");
    await scene.keep();
    expect(await openings()).toEqual(["past", "past", "taken"]);
  });
});

describe("what frees time", () => {
  test("a new time frees the old one, and undoing that frees the new one", async () => {
    const [first, second] = await queue(2);
    const booked = await scene.book(noon);
    const later = "2026-11-19T12:00:00Z";
    await scene.verb(booked.id, "reschedule", { starts_at: later });
    expect((await scene.openings()).map(({ starts_at }) => starts_at)).toEqual([noon]);
    await scene.verb(booked.id, "undo");
    expect((await scene.openings()).map(({ starts_at }) => starts_at)).toEqual([noon, later]);
    await scene.keep();
    expect(await openings()).toEqual(["taken", "on_offer"]);
    expect((await scene.offerOf(first!)).starts_at).toBe(later);
    expect(await scene.offers(`&request_id=${second!}`)).toEqual([]);
  });

  test("of a move by some minutes only what it left behind", async () => {
    await scene.wait();
    const booked = await scene.book(noon);
    await scene.verb(booked.id, "reschedule", { starts_at: "2026-11-19T10:10:00Z" });
    const [left] = await scene.openings();
    expect([left?.starts_at, left?.ends_at]).toEqual([noon, "2026-11-19T10:10:00Z"]);
  });

  test("a hold that runs out, and of a missed appointment what is still to come", async () => {
    const request = await scene.wait({ offer_notice_minutes: 0 });
    const wish = { ttl_seconds: 60, starts_at: noon, booking_source: "phone", patient_id: ids.patientIds[0] };
    const where = { clinic_id: ids.clinicId, service_id: ids.scanId, practitioner_id: ids.practitionerIds[0] };
    const { body } = await scene.desk.post<{ appointment: { id: string } }>("/holds", { ...wish, ...where });
    pass({ minutes: 1 });
    const missed = await scene.book("2026-11-18T08:20:00Z", { service_id: ids.scanId });
    server.clock.now = Temporal.Instant.from("2026-11-18T08:30:30Z");
    await scene.verb(missed.id, "no-show");
    await scene.endHold(body.appointment.id);
    expect((await scene.openings()).map(({ starts_at, ends_at }) => [starts_at, ends_at])).toEqual([
      ["2026-11-18T08:31:00Z", "2026-11-18T09:00:00Z"],
      [noon, "2026-11-19T10:40:00Z"],
    ]);
    await scene.keep();
    // Hours of tests begin each ten minutes; whoever needs no notice comes at once.
    expect((await scene.offerOf(request)).starts_at).toBe("2026-11-18T08:40:00Z");
  });
});

describe("waves", () => {
  test("what is freed together is offered at once, to each patient one of them", async () => {
    const requests = await queue(3);
    for (const hour of ["10", "11", "12"]) await scene.free(`2026-11-19T${hour}:00:00Z`);
    await scene.keep();
    const live = await scene.offers("&status=offered");
    expect(new Set(live.map(({ request_id }) => request_id))).toEqual(new Set(requests));
    expect(new Set(live.map(({ starts_at }) => starts_at)).size).toBe(3);
  });

  test("what only somebody with another offer wants waits for the answer", async () => {
    const request = await scene.wait();
    await scene.free(noon);
    await scene.free("2026-11-19T12:00:00Z");
    await scene.keep();
    expect(await openings()).toEqual(["on_offer", "open"]);
    const second = (await scene.openings())[1]!;
    expect(await scene.outcomes(second.id)).toEqual({ [request]: "has_another_offer" });
    await scene.answer(await scene.offerOf(request), "decline");
    await scene.keep();
    expect(await openings()).toEqual(["unwanted", "on_offer"]);
    await scene.answer(await scene.offerOf(request), "accept");
    expect(await openings()).toEqual(["unwanted", "filled"]);
  });

  test("who was asked more often lately stands behind who was not, priority before all", async () => {
    const [first, second] = await queue(2);
    await scene.free(noon);
    await scene.keep();
    await scene.answer(await scene.offerOf(first!), "decline");
    const urgent = await scene.wait({ priority: 5 });
    const { body } = await scene.desk.get<{ items: { id: string; offers: number }[] }>(
      `/waitlist?clinic_id=${ids.clinicId}`,
    );
    expect(body.items.map(({ id, offers }) => [id, offers])).toEqual([
      [urgent, 0],
      [second, 0],
      [first, 1],
    ]);
  });

  test("the list is read page by page in that order", async () => {
    const requests = [...(await queue(3, { priority: 2 })), ...(await queue(2))];
    const seen: string[] = [];
    for (let cursor = ""; ;) {
      const path = `/waitlist?clinic_id=${ids.clinicId}&service_id=${ids.consultationId}&limit=2${cursor}`;
      const { body } = await scene.desk.get<{ items: { id: string }[]; next_cursor: string | null }>(path);
      seen.push(...body.items.map(({ id }) => id));
      if (body.next_cursor === null) break;
      cursor = `&cursor=${body.next_cursor}`;
    }
    expect(seen).toEqual(requests);
  });
});

describe("a longer stretch", () => {
  test("is offered piece by piece: what is left of it stays open", async () => {
    const [first, second, third] = await queue(3);
    await scene.free(noon, { service_id: ids.scanId });
    await scene.keep();
    await scene.answer(await scene.offerOf(first!), "accept");
    expect((await scene.openings()).map(({ status, starts_at, ends_at }) => [status, starts_at, ends_at])).toEqual([
      ["filled", noon, "2026-11-19T10:20:00Z"],
      ["open", "2026-11-19T10:20:00Z", "2026-11-19T10:40:00Z"],
    ]);
    await scene.keep();
    await scene.answer(await scene.offerOf(second!), "accept");
    expect(await openings()).toEqual(["filled", "filled"]);
    expect(await scene.offers(`&request_id=${third!}`)).toEqual([]);
  });

  test("takes in a session as long as itself", async () => {
    const scan = await scene.wait({ service_id: ids.scanId });
    await scene.free(noon, { service_id: ids.scanId });
    await scene.keep();
    expect(await scene.offerOf(scan)).toMatchObject({ starts_at: noon, ends_at: "2026-11-19T10:40:00Z" });
  });
});

describe("an offer", () => {
  test("is over once it is answered, has lapsed or is withdrawn", async () => {
    const request = await scene.wait();
    await scene.free(noon);
    await scene.keep();
    const offer = await scene.offerOf(request);
    pass({ minutes: 60 });
    const late = await scene.answer(offer, "accept");
    expect([late.status, late.body.code]).toEqual([409, "offer_over"]);
    await scene.keep();
    for (const how of ["accept", "decline"] as const)
      expect((await scene.answer(offer, how)).body.code).toBe("offer_over");
    expect((await scene.answer({ ...offer, id: ids.clinicId }, "accept")).status).toBe(404);
  });

  test("ends before the notice that the patient needs", async () => {
    const request = await scene.wait({ offer_notice_minutes: 90 });
    await scene.free("2026-11-18T10:00:00Z");
    await scene.keep();
    expect((await scene.offerOf(request)).expires_at).toBe("2026-11-18T08:30:00Z");
  });

  test("follows its hold when that is confirmed or cancelled at the desk", async () => {
    const [first, second] = await queue(2);
    await scene.free(noon);
    await scene.keep();
    await scene.verb((await scene.offerOf(first!)).appointment_id, "cancel");
    await scene.keep();
    await scene.verb((await scene.offerOf(second!)).appointment_id, "confirm");
    expect(await offers()).toEqual([
      [first, "declined"],
      [second, "accepted"],
    ]);
    expect(await openings()).toEqual(["filled"]);
  });

  test.each<[string, (request: string) => Promise<unknown>]>([
    ["does not wait any more", (id) => scene.desk.send("PATCH", `/booking-requests/${id}`, { waitlisted: false })],
    ["has other wishes", (id) => scene.desk.send("PATCH", `/booking-requests/${id}`, { earliest_date: "2026-11-20" })],
    [
      "got another session too near",
      async (id) => {
        const ticket = await scene.ticketOf(id);
        const where = { session_ticket_id: ticket.id, patient_id: ticket.patient_id };
        await scene.book("2026-11-19T15:00:00Z", where);
      },
    ],
  ])("is withdrawn when the request %s", async (_, change) => {
    const request = await scene.wait({ sessions: 2 });
    await scene.free(noon);
    await scene.keep();
    await scene.offerOf(request);
    await change(request);
    await scene.keep();
    expect(await offers()).toEqual([[request, "withdrawn"]]);
    expect(await openings()).toEqual(["unwanted"]);
  });

  test("that was accepted and is cancelled later is freed time again", async () => {
    const [first, second] = await queue(2);
    await scene.free(noon);
    await scene.keep();
    const accepted = await scene.offerOf(first!);
    await scene.answer(accepted, "accept");
    await scene.verb(accepted.appointment_id, "cancel");
    await scene.keep();
    expect(await openings()).toEqual(["filled", "on_offer"]);
    expect((await scene.offerOf(second!)).starts_at).toBe(noon);
  });
});

describe("keepers", () => {
  test("three at once offer each opening once", async () => {
    await queue(6);
    for (const hour of ["10", "11", "12", "13"]) await scene.free(`2026-11-19T${hour}:00:00Z`);
    const { organizationId } = ids;
    await Promise.all(Array.from({ length: 3 }, () => workWaitlist(server.house, organizationId)));
    await scene.keep();
    expect(await openings()).toEqual(Array(4).fill("on_offer"));
    expect(new Set((await offers()).map(([request]) => request)).size).toBe(4);
  });

  test("of twenty who accept and decline at once one is first", async () => {
    const request = await scene.wait();
    await scene.free(noon);
    await scene.keep();
    const offer = await scene.offerOf(request);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => scene.answer(offer, i % 2 === 0 ? "accept" : "decline")),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === "offer_over")).toHaveLength(19);
  });

  test("a server offers what is freed by itself, and stops", { timeout: 20_000 }, async () => {
    const other = await openTestServer({ keepsWaitlist: true });
    const there = new WaitlistScene(other, other.ids);
    const request = await there.wait();
    await there.free(noon);
    const live = () => there.offers("&status=offered").then((items) => items.map(({ request_id }) => request_id));
    await expect.poll(live, { timeout: 10_000 }).toEqual([request]);
    other.clock.now = other.clock.now.add({ minutes: 60 });
    await expect
      .poll(async () => (await there.openings()).map(({ status }) => status), { timeout: 10_000 })
      .toEqual(["unwanted"]);
    expect(await other.verify()).toEqual([]);
    await other.close();
  });
});
