import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { openTestClinic, type TestClinic } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";
import { WaitlistScene } from "./waitlist-scene.ts";

/**
 * What is free beside freed time counts in. Two consultations of 20 minutes stand side by side between others; a scan takes 40, and
 * 15 minutes of buffers.
 */
let server: TestServer;
let ids: TestClinic;
let scene: WaitlistScene;
let [first, second] = ["", ""];
let opened = 0;
beforeAll(async () => {
  server = await openTestServer();
});
const at = (time: string) => `2026-11-19T${time}:00Z`;
beforeEach(async () => {
  server.clock.now = Temporal.Instant.from("2026-11-18T08:00:00Z");
  ids = await openTestClinic(server.house, { slug: `beside-${++opened}` });
  scene = new WaitlistScene(server, ids);
  for (const time of ["09:30", "10:50"]) await scene.book(at(time));
  [first, second] = [(await scene.book(at("10:00"))).id, (await scene.book(at("10:20"))).id];
});
afterEach(async () => assert.deepEqual(await verifyLaws(server.postgres, ids.organizationId), []));
afterAll(() => server.close());

const cancel = (id: string) => scene.verb(id, "cancel");
const openings = async () => (await scene.openings()).map(({ status, starts_at }) => [status, starts_at]);
const whole = { starts_at: at("10:00"), ends_at: at("10:40") };

test("two that are freed side by side are offered as one, to who needs both", async () => {
  const scan = await scene.wait({ service_id: ids.scanId });
  for (const id of [first, second]) await cancel(id);
  await scene.keep();
  const offer = await scene.offerOf(scan);
  expect(offer).toMatchObject(whole);
  expect(await openings()).toEqual([
    ["on_offer", at("10:00")],
    ["taken", at("10:20")],
  ]);
  await scene.answer(offer, "accept");
  await scene.keep();
  expect((await scene.openings())[0]).toMatchObject({ status: "filled", ends_at: at("10:20") });
});

test("what was freed earlier and is still free counts in", async () => {
  const scan = await scene.wait({ service_id: ids.scanId });
  await cancel(first);
  await scene.keep();
  const [unwanted] = await scene.openings();
  expect([unwanted!.status, unwanted!.considered[0]!.outcome]).toEqual(["unwanted", "service_does_not_fit"]);
  await cancel(second);
  await scene.keep();
  expect(await scene.offerOf(scan)).toMatchObject(whole);
});

test.each(["is declined", "runs out"])(
  "each is offered by itself when the whole %s, and never to the same again",
  async (how) => {
    const scan = await scene.wait({ service_id: ids.scanId });
    for (const id of [first, second]) await cancel(id);
    await scene.keep();
    const offer = await scene.offerOf(scan);
    const others = [await scene.wait(), await scene.wait()];
    if (how === "runs out") server.clock.now = server.clock.now.add({ minutes: 60 });
    else await scene.answer(offer, "decline");
    await scene.keep();
    const live = await scene.offers("&status=offered");
    expect(live.map(({ request_id }) => request_id).toSorted()).toEqual(others.toSorted());
    expect(live.map(({ starts_at }) => starts_at).toSorted()).toEqual([at("10:00"), at("10:20")]);
    for (const one of live) await scene.answer(one, "decline");
    await scene.keep();
    expect((await scene.offers("&status=offered")).map(({ request_id }) => request_id)).not.toContain(scan);
  },
);

test("a session that fits into what was freed stays within it", async () => {
  const request = await scene.wait();
  await cancel(first);
  await scene.keep();
  expect((await scene.offerOf(request)).starts_at).toBe(at("10:00"));
});
