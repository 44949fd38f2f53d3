import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Arena, openArena } from "./arena.ts";
import { issueToken } from "../src/people/issue-token.ts";
import { startOn } from "./scene.ts";

interface Heard {
  kind: string;
  room: string;
  seq: number;
  area: string;
  id: string;
  clinic_id: string;
  version: number;
  occurred_at: string;
}

let arena: Arena;
let doctorId: string;
let serviceId: string;
let next = 0;

beforeAll(async () => {
  arena = await openArena("on_arrival", { asksListenersEveryMs: 200 });
  [doctorId] = (await arena.scene.practitioners(1)) as [string];
  serviceId = await arena.scene.service([doctorId]);
  // A booking takes along what was announced when the clinic was opened: nobody is to hear that here.
  await book();
  while ((await arena.query("select 1 from outbox")).length > 0) await sleep(25);
  await sleep(200);
});
afterAll(() => arena.close());

/** A screen that listens; it closes when the test ends. */
async function listen(headers: Record<string, string> = {}, token: string | null = arena.scene.token) {
  const socket: Socket = io(arena.url, {
    auth: token === null ? {} : { token },
    extraHeaders: headers,
    reconnection: false,
    transports: ["websocket"],
  });
  onTestFinished(() => void socket.close());
  const heard: Heard[] = [];
  socket.onAny((kind: string, payload: Omit<Heard, "kind">) => heard.push({ kind, ...payload }));
  await new Promise((resolve, reject) => {
    socket.once("connect", () => resolve(undefined));
    socket.once("connect_error", reject);
  });
  return { socket, heard };
}

async function book(): Promise<string> {
  const [patientId] = await arena.scene.patients(1);
  const wanted = {
    clinic_id: arena.scene.clinicId,
    practitioner_id: doctorId,
    patient_id: patientId,
    service_id: serviceId,
  };
  const answer = await arena.rival.post("/appointments", {
    ...wanted,
    starts_at: startOn(arena.now, 1, next++),
    booking_source: "phone",
  });
  expect(answer.status).toBe(201);
  return (answer.body["appointment"] as { id: string }).id;
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i++) await sleep(25);
  expect(condition()).toBe(true);
}

describe("a screen at the clinic", () => {
  test("hears of a booking, in numbered order, by ids alone", async () => {
    const { heard } = await listen();
    const id = await book();
    await until(() => heard.length >= 2);
    const room = `clinic_${arena.scene.clinicId}`;
    expect(heard.map(({ kind, area }) => [kind, area])).toEqual([
      ["appointment_created", "appointments"],
      ["queue_updated", "queue"],
    ]);
    expect(heard[0]).toMatchObject({ room, id, version: 1, clinic_id: arena.scene.clinicId });
    expect(heard[1]!.seq).toBe(heard[0]!.seq + 1);
    expect(Object.keys(heard[0]!).toSorted()).toEqual([
      "area",
      "clinic_id",
      "id",
      "kind",
      "occurred_at",
      "room",
      "seq",
      "version",
    ]);
  });

  test("hears of a burst, all of it and in order", async () => {
    const { heard } = await listen();
    await Promise.all(Array.from({ length: 20 }, book));
    await until(() => heard.length >= 40);
    const first = heard[0]!.seq;
    // What the clinic did just before may still come in front.
    expect(heard.map(({ seq }) => seq)).toEqual(Array.from(heard, (_, i) => first + i));
  });

  test("asks for what it missed while it was away, and gets just that", async () => {
    const first = await listen();
    await book();
    await until(() => first.heard.length >= 2);
    const last = first.heard.at(-1)!;
    first.socket.close();
    const missed = await book();
    const second = await listen();
    second.socket.emit("resume", { [last.room]: last.seq, clinic_of_somebody_else: 0 });
    await until(() => second.heard.length >= 2);
    expect(second.heard[0]).toMatchObject({ kind: "appointment_created", id: missed, seq: last.seq + 1 });
    await sleep(100);
    expect(new Set(second.heard.map(({ room }) => room))).toEqual(new Set([last.room]));
  });

  test("is not confused by nonsense", async () => {
    const { socket, heard } = await listen();
    for (const asked of [null, "x", { clinic: -1 }, { [`clinic_${arena.scene.clinicId}`]: "0" }])
      socket.emit("resume", asked);
    await until(() => heard.filter(({ kind }) => kind === "stale").length === 4);
    expect(socket.connected).toBe(true);
  });
});

test("a calendar hears that its slots changed, and nothing when they did not", async () => {
  const { heard } = await listen();
  const about = (event: Heard) => event.kind === "slots_changed";
  await arena.scene.generateSlots(2);
  await until(() => heard.some(about));
  const before = heard.filter(about).length;
  await arena.scene.generateSlots(2);
  await sleep(200);
  expect(heard.filter(about)).toHaveLength(before);
});

describe("a connection ends", () => {
  const gone = (socket: Socket) => new Promise<void>((resolve) => socket.once("disconnect", () => resolve()));

  test("when its token does, and nobody comes in by it again", async () => {
    const { postgres, organizationId, house } = arena.scene;
    const [{ account_id: accountId } = { account_id: "" }] = await arena.query<{ account_id: string }>(
      "select account_id from api_tokens limit 1",
    );
    const short = { accountId, name: "short", expiresAt: null };
    const { id, token } = await postgres.write(organizationId, (tx) => issueToken(tx, short, house.now()));
    const { socket } = await listen({}, token);
    await arena.query("update api_tokens set revoked_at = now() where id = $1", [id]);
    await gone(socket);
    await expect(listen({}, token)).rejects.toThrow("not_signed_in");
  });

  test("when there is another clinic, of which it hears when it comes back", async () => {
    const { socket } = await listen();
    const before = gone(socket);
    const opened = await arena.rival.post("/clinics", { name: "Annex", timezone: "Europe/Athens" });
    expect(opened.status).toBe(201);
    await before;
    const again = await listen();
    const standing = (await again.socket.emitWithAck("resume", {})) as Record<string, number>;
    expect(Object.keys(standing)).toContain(`clinic_${String(opened.body["id"])}`);
  });
});

describe("the door is closed", () => {
  test.each([
    ["without a token or a session", {}, null],
    ["with somebody's old token", {}, `tsk_${"0".repeat(32)}_${"a".repeat(43)}`],
  ] as const)("%s", async (_, headers, token) => {
    await expect(listen(headers, token)).rejects.toThrow("not_signed_in");
  });

  test("to a page of another origin, whatever cookie it brings", async () => {
    await expect(listen({ origin: "https://elsewhere.example" })).rejects.toThrow();
  });

  test("between organizations", async () => {
    const other = await openArena();
    onTestFinished(() => other.close());
    const { heard } = await listen();
    await book();
    await until(() => heard.length >= 2);
    expect(heard.every(({ clinic_id: id }) => id === arena.scene.clinicId)).toBe(true);
  });
});

test("what a process left behind that died before it woke its relay is delivered", async () => {
  const { heard } = await listen();
  const id = crypto.randomUUID();
  const { organizationId, clinicId } = arena.scene;
  await arena.query(
    `insert into outbox (organization_id, id, kind, clinic_id, rooms, area, subject_id, subject_version, occurred_at)
     values ($1, $2, 'queue_updated', $3::uuid, array['clinic_' || $3::uuid], 'queue', $2, 1, now())`,
    [organizationId, id, clinicId],
  );
  await until(() => heard.some((event) => event.id === id));
}, 15_000);
