import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { announce, deliver } from "../src/platform/outbox.sql.ts";
import { forget } from "../src/platform/housekeeping.ts";
import { type Arena, openArena } from "./arena.ts";

/** What a screen gets that comes back: in order, whole, or told that it is not whole. */
let arena: Arena;
let room: string;
beforeAll(async () => {
  arena = await openArena();
  room = `clinic_${arena.scene.clinicId}`;
  await say(3);
  await settled();
});
afterAll(() => arena.close());

interface Said {
  room: string;
  seq: number;
}

/** Lets something happen `count` times at the clinic; the server finds it when it is woken. */
async function say(count: number): Promise<void> {
  const { postgres, organizationId } = arena.scene;
  await postgres.write(organizationId, (tx) => announce(tx, happenings(count), arena.now));
  await arena.query("select pg_notify('tessera_wake', $1)", [organizationId]);
}

function happenings(count: number) {
  const { clinicId } = arena.scene;
  const about = { kind: "queue_updated", area: "queue", clinicId, practitionerIds: [], version: 1 } as const;
  return Array.from({ length: count }, () => ({ ...about, subjectId: crypto.randomUUID() }));
}

/** Another process numbers what happened there; its news is still on its way to the server. Gives what sends it off. */
async function sayElsewhere(count: number): Promise<() => Promise<unknown>> {
  const { postgres, organizationId } = arena.scene;
  await postgres.write(organizationId, async (tx) => {
    await announce(tx, happenings(count), arena.now);
    await deliver(tx, count);
  });
  return () => arena.query("select pg_notify('tessera_news', $1)", [JSON.stringify({ organizationId, areas: [] })]);
}

async function settled(): Promise<number> {
  while ((await arena.query("select 1 from outbox limit 1")).length > 0) await sleep(10);
  const [last] = await arena.query<{ last_seq: string }>("select last_seq from rooms where room = $1", [room]);
  return Number(last!.last_seq);
}

/** A screen that has seen what `seen` says; what it hears, whether it would take it or not, is in `heard`. */
async function comeBack(seen: Record<string, unknown>) {
  const socket: Socket = io(arena.url, {
    auth: { token: arena.scene.token },
    reconnection: false,
    forceNew: true,
    transports: ["websocket"],
  });
  onTestFinished(() => void socket.close());
  const heard: number[] = [];
  const stale: Record<string, number>[] = [];
  socket.on("queue_updated", (event: Said) => heard.push(event.seq));
  socket.on("stale", (rooms: Record<string, number>) => stale.push(rooms));
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  const standing = (await socket.timeout(10_000).emitWithAck("resume", seen)) as Record<string, number>;
  return { socket, heard, stale, standing };
}

const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !condition(); i++) await sleep(25);
  expect(condition()).toBe(true);
}

test("who has seen nothing is told where the rooms stand, and hears what happens from there", async () => {
  const last = await settled();
  const { heard, stale, standing } = await comeBack({});
  expect(standing).toEqual({ [room]: last });
  await say(2);
  await until(() => heard.length >= 2);
  expect([heard, stale]).toEqual([from(last + 1, last + 2), []]);
});

test("who comes back while much happens hears all of it in order, and nothing of it too early", async () => {
  const last = await settled();
  // It takes a while to read, and meanwhile the room goes on.
  await say(400);
  let going = true;
  const talking = (async () => {
    while (going) {
      await say(1);
      await sleep(2);
    }
  })();
  const screens = await Promise.all(Array.from({ length: 10 }, () => comeBack({ [room]: last })));
  going = false;
  await talking;
  const end = await settled();
  for (const { heard, stale } of screens) {
    await until(() => heard.includes(end));
    expect([heard, stale]).toEqual([from(last + 1, end), []]);
  }
});

test("who comes back before its server has heard of what it gets hears that once", async () => {
  const last = await settled();
  const other = await comeBack({});
  const sendNews = await sayElsewhere(2);
  const { heard, stale } = await comeBack({ [room]: last - 1 });
  await sendNews();
  await until(() => other.heard.length >= 2);
  await say(1);
  await until(() => other.heard.length >= 3);
  expect([other.heard, heard, stale]).toEqual([from(last + 1, last + 3), from(last, last + 3), []]);
});

test("a screen that resumes again gets it again, and goes on", async () => {
  const last = await settled();
  const { socket, heard } = await comeBack({ [room]: last - 2 });
  expect(heard).toEqual([last - 1, last]);
  await socket.emitWithAck("resume", { [room]: last - 1 });
  expect(heard).toEqual([last - 1, last, last]);
  await say(1);
  await until(() => heard.length >= 4);
  expect(heard.at(-1)).toBe(last + 1);
});

describe("what cannot be made good is said, with the number from which on it is whole again", () => {
  test("a number that was never given", async () => {
    const last = await settled();
    const { heard, stale } = await comeBack({ [room]: last + 1000 });
    expect(stale).toEqual([{ [room]: last }]);
    await say(1);
    await until(() => heard.length > 0);
    expect(heard).toEqual([last + 1]);
  });

  test("more than a thousand events", async () => {
    const last = await settled();
    await say(1001);
    const end = await settled();
    const { heard, stale } = await comeBack({ [room]: last });
    expect([heard, stale]).toEqual([[], [{ [room]: end }]]);
    const just = await comeBack({ [room]: last + 1 });
    expect([just.heard, just.stale]).toEqual([from(last + 2, end), []]);
  });

  test("nonsense", async () => {
    const last = await settled();
    const { stale } = await comeBack({ [room]: "1" });
    expect(stale).toEqual([{ [room]: last }]);
  });

  test("what is forgotten by now", async () => {
    const last = await settled();
    await forget(arena.scene.house, arena.scene.organizationId, arena.now.add({ seconds: 1 }));
    await say(1);
    await settled();
    const { heard, stale } = await comeBack({ [room]: last - 5 });
    expect([heard, stale]).toEqual([[], [{ [room]: last + 1 }]]);
  });
});
