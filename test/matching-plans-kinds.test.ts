import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PlanSearches } from "../src/matching/plan-searches.ts";
import type { Plan } from "../web/api/types.ts";
import { PlanDesk, statuses, type Wanted } from "./plan-desk.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let desk: PlanDesk;
beforeAll(async () => {
  server = await openTestServer();
  desk = new PlanDesk(server);
});
afterAll(() => server.close());

describe("a batch", () => {
  test("runs in the background and is ready then, each request with its own sessions", async () => {
    const requests = [await desk.want(3), await desk.want(2, { patient_id: server.ids.patientIds[1] })];
    const plan = await desk.planFor(...requests);
    expect([plan.kind, plan.status, plan.placements, plan.gap]).toEqual(["batch", "running", [], null]);
    const ready = await desk.found(plan);
    expect([ready.status, ready.stopped, ready.progress, statuses(ready).length]).toEqual(["ready", false, 100, 5]);
    expect(ready.curve.at(-1)).toMatchObject({ objective: ready.objective, bound: ready.bound });
    expect(ready.optimal).toBe(ready.gap === 0);
    const { body } = await desk.verb(ready, "commit");
    expect(new Set(statuses(body))).toEqual(new Set(["committed"]));
    for (const request of requests) expect(await desk.statusOf(request)).toBe("scheduled");
  });

  test("of a whole clinic takes what is open there, and a clinic without requests has nothing to place", async () => {
    const open = await desk.want(2, { patient_id: server.ids.patientIds[2] });
    const plan = await desk.found((await desk.ask({ clinic_id: server.ids.clinicId })).body);
    expect([plan.clinic_id, new Set(plan.placements.map(({ request_id }) => request_id))]).toEqual([
      server.ids.clinicId,
      new Set([open.id]),
    ]);
    const other = new PlanDesk({ ...server, ids: server.other, as: () => server.as("receptionist", server.other) });
    const nothing = await other.found((await other.ask({ clinic_id: server.other.clinicId })).body);
    expect([nothing.status, nothing.placements, nothing.gap]).toEqual(["ready", [], 0]);
  });

  test("that is cancelled stops, and proposes nothing", async () => {
    const requests = [await desk.want(2), await desk.want(2)];
    const plan = await desk.planFor(...requests);
    const { body } = await desk.verb(plan, "cancel");
    expect([body.status, body.placements]).toEqual(["cancelled", []]);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await desk.read(plan)).toMatchObject({ status: "cancelled", placements: [] });
  });

  /** Two hundred sessions that all wish for the same hour: nothing is proved about them in a minute. */
  async function hopeless(): Promise<Plan> {
    const wishes = { patterns: [{ weekday: 2, start_local: "10:00" }], preferred_days_between: 7 };
    const requests: Wanted[] = [];
    for (let i = 0; i < 10; i++)
      requests.push(await desk.want(20, { ...wishes, patient_id: server.ids.patientIds[i % 3] }));
    const request_ids = requests.map(({ id }) => id);
    return (await desk.ask({ request_ids, time_limit_seconds: 60 })).body;
  }

  test("that is stopped early proposes the best that was found by then, like any other", async () => {
    const plan = await hopeless();
    await expect.poll(async () => (await desk.read(plan)).objective, { timeout: 20_000 }).not.toBeNull();
    const stale = await desk.verb(plan, "cancel", { keep_found: true }, { "if-match": `"${plan.version + 1}"` });
    expect(stale.status).toBe(412);
    const { body, status } = await desk.verb(plan, "cancel", { keep_found: true });
    expect([status, body.status, body.version]).toEqual([200, "running", plan.version + 1]);
    const found = await desk.found(plan);
    expect(found).toMatchObject({ status: "ready", stopped: true, failure: null });
    expect(found.progress).toBeLessThan(100);
    expect(found.placements).toHaveLength(200);
    expect(found.objective).toBe(found.placements.reduce((sum, { cost }) => sum + cost, 0));
    expect(found.bound).toBeLessThanOrEqual(found.objective!);
    const two = found.placements.filter((one) => one.status === "proposed").slice(0, 2);
    const { body: agreed } = await desk.verb(found, "commit", { placement_ids: two.map(({ id }) => id) });
    expect(statuses(agreed).filter((one) => one === "committed")).toHaveLength(2);
    expect([agreed.status, agreed.stopped]).toEqual(["committed", true]);
    expect((await desk.verb(found, "cancel", { keep_found: true })).body.code).toBe("illegal_move");
  });

  test("hears from the database that it is enough, whoever says so", async () => {
    const plan = await hopeless();
    await expect.poll(async () => (await desk.read(plan)).objective, { timeout: 20_000 }).not.toBeNull();
    await withClient(server.ownerUrl, (client) =>
      client.query("update matching_plans set version = version + 1 where id = $1", [plan.id]),
    );
    expect(await desk.found(plan)).toMatchObject({ status: "ready", stopped: true });
  });

  test("whose process is gone has failed a minute later, and nothing else has", async () => {
    const ready = await desk.planFor(await desk.want(1));
    const [lost, alive] = [await desk.planFor(await desk.want(1)), await desk.planFor(await desk.want(1))];
    const minutesAgo = (minutes: number) => server.clock.now.subtract({ minutes }).toString();
    await withClient(server.ownerUrl, async (client) => {
      const run = "update matching_plans set status = 'running', finished_at = null, updated_at = $2 where id = $1";
      await client.query(run, [lost.id, minutesAgo(2)]);
      await client.query(run, [alive.id, minutesAgo(0)]);
    });
    await new PlanSearches(server.house, { error: () => {} }).round();
    expect([await desk.read(lost), await desk.read(alive), await desk.read(ready)]).toMatchObject([
      { status: "failed", failure: "process_gone", optimal: false },
      { status: "running", failure: null },
      { status: "ready" },
    ]);
    expect((await desk.verb(lost, "commit")).body.code).toBe("illegal_move");
  });
});

describe("a re-plan and an itinerary", () => {
  test("an absence moves what it strands to a colleague at the same time, and undo brings it back", async () => {
    const [eleni, nikos] = server.ids.practitionerIds;
    const starts = ["2026-11-25T09:00:00Z", "2026-11-25T10:00:00Z"];
    const ids = await Promise.all(
      starts.map(async (starts_at, i) => {
        const { body } = await desk.client.post<{ appointment: { id: string } }>("/appointments", {
          clinic_id: server.ids.clinicId,
          practitioner_id: eleni,
          patient_id: server.ids.patientIds[i],
          service_id: server.ids.consultationId,
          starts_at,
          booking_source: "phone",
        });
        return body.appointment.id;
      }),
    );
    const absence = { resource_id: eleni, from: "2026-11-25T00:00:00Z", to: "2026-11-26T00:00:00Z" };
    const { body: plan } = await desk.ask({ absence });
    expect([plan.kind, plan.status, plan.clinic_id]).toEqual(["replan", "ready", server.ids.clinicId]);
    expect(
      plan.placements.map(({ appointment_id, practitioner_id, was }) => [
        appointment_id,
        practitioner_id,
        was!.practitioner_id,
      ]),
    ).toEqual(ids.map((id) => [id, nikos, eleni]));
    const where = async () =>
      await Promise.all(
        ids.map(
          async (id) =>
            (await desk.client.get<{ practitioner_id: string }>(`/appointments/${id}`)).body.practitioner_id,
        ),
      );
    const { body: committed } = await desk.verb(plan, "commit");
    expect([committed.status, ...statuses(committed), ...(await where())]).toEqual([
      "committed",
      "committed",
      "committed",
      nikos,
      nikos,
    ]);
    const { body: undone } = await desk.verb(plan, "undo");
    expect([undone.status, ...statuses(undone), ...(await where())]).toEqual([
      "undone",
      "undone",
      "undone",
      eleni,
      eleni,
    ]);
  });

  test("what somebody moved since is not moved again", async () => {
    const plan: Plan = (
      await desk.ask({
        absence: {
          resource_id: server.ids.practitionerIds[0],
          from: "2026-11-25T00:00:00Z",
          to: "2026-11-26T00:00:00Z",
        },
      })
    ).body;
    const [moved] = plan.placements;
    await desk.client.post(`/appointments/${moved!.appointment_id!}/reschedule`, { starts_at: "2026-11-27T09:00:00Z" });
    const { body } = await desk.verb(plan, "commit");
    expect(body.placements.map(({ status, refusal }) => [status, refusal?.code])).toEqual([
      ["refused", "version_mismatch"],
      ["committed", undefined],
    ]);
    const { body: found } = await desk.client.get<{ starts_at: string }>(`/appointments/${moved!.appointment_id!}`);
    expect(found.starts_at).toBe("2026-11-27T09:00:00Z");
  });

  test("several services on one day become one visit ticket", async () => {
    const [patient_id] = server.ids.patientIds;
    const services = [server.ids.consultationId, server.ids.scanId];
    const dates = { date_from: "2026-12-07", date_to: "2026-12-08" };
    const { body: plan } = await desk.ask({
      itinerary: { patient_id, service_ids: services, in_order: true, ...dates },
    });
    expect([plan.kind, plan.status, plan.placements.map(({ service_id }) => service_id)]).toEqual([
      "itinerary",
      "ready",
      services,
    ]);
    const { body } = await desk.verb(plan, "commit");
    expect(statuses(body)).toEqual(["committed", "committed"]);
    const tickets = await desk.client.get<{ items: unknown[] }>(
      `/visit-tickets?patient_id=${patient_id}&date=2026-12-07`,
    );
    expect(tickets.body.items).toHaveLength(1);
  });
});

describe("bad questions", () => {
  const unknown = "01890000-0000-7000-8000-000000000001";
  const rows: [string, () => object, number, string, string][] = [
    ["nothing", () => ({}), 422, "invalid_request", ""],
    ["no requests", () => ({ request_ids: [] }), 422, "invalid_request", "/request_ids"],
    [
      "too many requests",
      () => ({ request_ids: Array.from({ length: 5001 }, () => unknown) }),
      422,
      "invalid_request",
      "/request_ids",
    ],
    ["an unknown request", () => ({ request_ids: [unknown] }), 404, "not_found", "/request_ids/0"],
    [
      "a request twice",
      () => ({ request_ids: [unknown, unknown.toUpperCase()] }),
      422,
      "invalid_request",
      "/request_ids/1",
    ],
    ["an unknown clinic", () => ({ clinic_id: unknown }), 404, "not_found", "/clinic_id"],
    ["a clinic of somebody else", () => ({ clinic_id: server.other.clinicId }), 404, "not_found", "/clinic_id"],
    [
      "two questions",
      () => ({ clinic_id: unknown, appointment_ids: [unknown] }),
      422,
      "invalid_request",
      "/appointment_ids",
    ],
    [
      "an absence and appointments",
      () => ({
        absence: { resource_id: unknown, from: "2026-11-25T00:00:00Z", to: "2026-11-26T00:00:00Z" },
        appointment_ids: [unknown],
      }),
      422,
      "invalid_request",
      "/appointment_ids",
    ],
    ["an unknown appointment", () => ({ appointment_ids: [unknown] }), 404, "not_found", "/appointment_ids/0"],
    [
      "an absence of nobody",
      () => ({ absence: { resource_id: unknown, from: "2026-11-25T00:00:00Z", to: "2026-11-26T00:00:00Z" } }),
      404,
      "not_found",
      "/absence/resource_id",
    ],
    [
      "an absence that ends before it begins",
      () => ({ absence: { resource_id: server.ids.roomId, from: "2026-11-26T00:00:00Z", to: "2026-11-25T00:00:00Z" } }),
      422,
      "empty_range",
      "/absence/to",
    ],
    ["an itinerary of a year", () => itinerary({ date_to: "2027-12-07" }), 422, "range_too_long", "/itinerary/date_to"],
    [
      "an itinerary of what nobody offers",
      () => itinerary({ service_ids: [unknown] }),
      404,
      "not_found",
      "/itinerary/service_ids/0",
    ],
    [
      "a negative weight",
      () => ({ clinic_id: server.ids.clinicId, weights: { pattern: -1 } }),
      422,
      "invalid_request",
      "/weights/pattern",
    ],
  ];
  const itinerary = (more: object) => ({
    itinerary: {
      patient_id: server.ids.patientIds[0],
      service_ids: [server.ids.consultationId, server.ids.scanId],
      date_from: "2026-12-07",
      date_to: "2026-12-08",
      ...more,
    },
  });
  test.each(rows)("%s", async (_, question, status, code, pointer) => {
    const answer = await desk.ask(question());
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.pointer]).toEqual([status, code, pointer]);
  });

  test("placements that are not the plan's, that are named twice, or none", async () => {
    const plan = await desk.planFor(await desk.want(1));
    const pointer = async (placement_ids: string[]) =>
      (await desk.verb(plan, "commit", { placement_ids })).body.errors?.[0]?.pointer;
    const [{ id }] = plan.placements as [Plan["placements"][0]];
    expect(await pointer([id, unknown])).toBe("/placement_ids/1");
    expect(await pointer([id, id])).toBe("/placement_ids/1");
    expect(await pointer([])).toBe("/placement_ids");
    expect(statuses(await desk.read(plan))).toEqual(["proposed"]);
  });
});

test("every law holds", async () => expect(await server.verify()).toEqual([]));
