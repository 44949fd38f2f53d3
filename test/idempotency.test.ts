import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forget } from "../src/platform/housekeeping.ts";
import { type Arena, openArena } from "./arena.ts";
import { startOn } from "./scene.ts";

let arena: Arena;
let patientId: string;
let wanted: Record<string, string>;

beforeAll(async () => {
  arena = await openArena();
  const doctors = await arena.scene.practitioners(1);
  [patientId] = (await arena.scene.patients(1)) as [string];
  const service_id = await arena.scene.service(doctors);
  wanted = { clinic_id: arena.scene.clinicId, patient_id: patientId, service_id, booking_source: "phone" };
});
afterAll(() => arena.close());

async function send(path: string, key: string, body: unknown, token = arena.scene.token) {
  const response = await fetch(`${arena.url}/api/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    replayed: response.headers.get("idempotency-replayed"),
    body: await response.text(),
  };
}

const count = async (table: string) => {
  const [row] = await arena.query<{ count: string }>(`select count(*) from ${table}`);
  return Number(row!.count);
};

describe("a call with an Idempotency-Key", () => {
  test("is done once, and its repeat gets the first answer", async () => {
    const body = { ...wanted, starts_at: startOn(arena.now, 1, 0) };
    const first = await send("/appointments", "book-1", body);
    const before = await count("appointments");
    const second = await send("/appointments", "book-1", body);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(JSON.parse(second.body)).toEqual(JSON.parse(first.body));
    expect([first.replayed, second.replayed]).toEqual([null, "true"]);
    expect(await count("appointments")).toBe(before);
  });

  test("is done once when its repeats do not wait for it", async () => {
    const body = { ...wanted, starts_at: startOn(arena.now, 1, 1) };
    const before = await count("appointments");
    const answers = await Promise.all(Array.from({ length: 12 }, () => send("/appointments", "book-2", body)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
    expect(
      new Set(answers.map((answer) => (JSON.parse(answer.body) as { appointment: { id: string } }).appointment.id))
        .size,
    ).toBe(1);
    expect(await count("appointments")).toBe(before + 1);
    await arena.requireLaws();
  });

  test("moves money once", async () => {
    const booked = await send("/appointments", "book-3", { ...wanted, starts_at: startOn(arena.now, 1, 2) });
    const { payment } = JSON.parse(booked.body) as { payment: { id: string } };
    const pay = () =>
      send(`/payments/${payment.id}/entries`, "pay-1", { kind: "receipt", amount_minor: 1000, method: "cash" });
    const answers = await Promise.all([pay(), pay(), pay()]);
    answers.push(await pay());
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(
      await arena.query("select amount_minor::integer from payment_entries where payment_id = $1", [payment.id]),
    ).toEqual([{ amount_minor: 1000 }]);
    await arena.requireLaws();
  });

  test("registers a patient once", async () => {
    const before = await count("patients");
    const answers = [
      await send("/patients", "patient-1", { name: "Nour" }),
      await send("/patients", "patient-1", { name: "Nour" }),
    ];
    expect(answers.map(({ status, replayed }) => [status, replayed])).toEqual([
      [201, null],
      [201, "true"],
    ]);
    expect(await count("patients")).toBe(before + 1);
  });

  test("is refused when the key came before with another body", async () => {
    const body = { ...wanted, starts_at: startOn(arena.now, 1, 3) };
    await send("/appointments", "book-4", body);
    const other = await send("/appointments", "book-4", { ...body, starts_at: startOn(arena.now, 1, 4) });
    expect(other.status).toBe(422);
    expect(JSON.parse(other.body)).toMatchObject({ errors: [{ pointer: "/headers/idempotency-key" }] });
  });

  test("keeps no refusal: the same key may succeed later", async () => {
    const body = { ...wanted, starts_at: startOn(arena.now, 1, -6) };
    expect((await send("/appointments", "book-5", body)).status).toBe(422);
    expect((await send("/appointments", "book-5", { ...body, starts_at: startOn(arena.now, 1, 5) })).status).toBe(201);
  });

  test.each(["", "with space", "k".repeat(256)])("is refused for the key %j", async (key) => {
    const before = await count("patients");
    expect((await send("/patients", key, { name: "Nobody" })).status).toBe(422);
    expect(await count("patients")).toBe(before);
  });

  test("is forgotten after its time, not before", async () => {
    const { organizationId, house } = arena.scene;
    const keys = await count("idempotency_keys");
    await forget(house, organizationId, arena.now);
    expect(await count("idempotency_keys")).toBe(keys);
    await forget(house, organizationId, arena.now.add({ seconds: 1 }));
    expect(await count("idempotency_keys")).toBe(0);
  });
});
