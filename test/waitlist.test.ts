import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestServer, type TestServer } from "./server.ts";
import { type Offer, WaitlistScene } from "./waitlist-scene.ts";

/** Freed time is offered to who waits; every law is held against the database after each test. */
let server: TestServer;
let scene: WaitlistScene;
beforeEach(async () => {
  server = await openTestServer();
  scene = new WaitlistScene(server);
});
afterEach(async () => {
  const breaches = await server.verify();
  await server.close();
  assert.deepEqual(breaches, []);
});
const pass = (duration: Temporal.DurationLike) => (server.clock.now = server.clock.now.add(duration));
const noon = "2026-11-19T10:00:00Z";
const appointmentOf = async ({ appointment_id }: Offer) =>
  (await scene.desk.get<{ status: string; booking_source: string }>(`/appointments/${appointment_id}`)).body;
const statuses = async () => (await scene.openings()).map(({ status }) => status);

describe("one opening", () => {
  test("is offered as a hold to the first who waits, and filled when it is accepted", async () => {
    const first = await scene.wait();
    pass({ minutes: 1 });
    const second = await scene.wait();
    await scene.free(noon);
    expect(await statuses()).toEqual(["open"]);
    await scene.keep();
    expect(await statuses()).toEqual(["on_offer"]);
    const offer = await scene.offerOf(first);
    expect(offer).toMatchObject({ starts_at: noon, expires_at: "2026-11-18T09:01:00Z" });
    expect(await appointmentOf(offer)).toMatchObject({ status: "held", booking_source: "system" });
    expect(await scene.outcomes(offer.opening_id)).toEqual({ [first]: "offered", [second]: "others_came_first" });
    const accepted = await scene.answer(offer, "accept");
    expect([accepted.status, accepted.body.status]).toEqual([200, "accepted"]);
    expect(await appointmentOf(offer)).toMatchObject({ status: "confirmed" });
    expect(await statuses()).toEqual(["filled"]);
    await scene.keep();
    expect(await scene.offers()).toHaveLength(1);
  });
});
