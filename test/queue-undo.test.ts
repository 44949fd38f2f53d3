import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Queue, VisitMoved, WalkedIn } from "./answers.ts";
import type { Answer, Client, ProblemBody } from "./client.ts";
import { fingerprint } from "./fingerprint.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** What was done last in the queue is taken back, as an event of its own; every law is held against the database at the end. */
let server: TestServer;
let desk: Client;
beforeAll(async () => {
  server = await openTestServer();
  desk = server.as("receptionist");
});
afterAll(async () => {
  assert.deepEqual(await server.verify(), []);
  await server.close();
});

/** Each test has a date of its own, so that nobody of another one waits in it. */
let morning = Temporal.Instant.from("2026-11-19T07:00:00Z");
beforeEach(() => {
  morning = morning.add({ hours: 24 });
  server.clock.now = morning;
});
const pass = (minutes: number) => (server.clock.now = server.clock.now.add({ minutes }));

async function walkIn(more: Record<string, unknown> = {}): Promise<string> {
  const { clinicId, consultationId } = server.ids;
  const body = { clinic_id: clinicId, service_id: consultationId, patient: {}, ...more };
  return (await desk.post<WalkedIn>("/visits", body)).body.visit.id;
}

const bodyOf = (move: string): Record<string, unknown> => {
  const { practitionerIds, roomId } = server.ids;
  if (move === "transfer") return { practitioner_id: practitionerIds[1], reason: "A full list" };
  if (move === "priority") return { priority: 1, reason: "In pain" };
  return move === "call" || move === "recall" ? { room_id: roomId } : {};
};
async function press(id: string, ...moves: string[]): Promise<void> {
  for (const move of moves) {
    const { clinicId: clinic_id, practitionerIds } = server.ids;
    const next = { clinic_id, practitioner_id: practitionerIds[0] };
    const isNext = move === "call-next";
    const { status, body } = await desk.post(
      isNext ? "/queue/call-next" : `/visits/${id}/${move}`,
      isNext ? next : bodyOf(move),
    );
    assert.equal(status, 200, JSON.stringify(body));
    pass(1);
  }
}
const undo = (id: string): Promise<Answer<VisitMoved & ProblemBody>> => desk.post(`/visits/${id}/undo`);

/** Everything of the visit and its payment that a move may change; what only counts changes is left out. */
async function stored(id: string): Promise<object> {
  return await withClient(server.ownerUrl, async (client) => {
    const { rows } = await client.query<object>(
      `select to_jsonb(v) - 'version' - 'updated_at' as visit, to_jsonb(p) - 'version' - 'updated_at' as payment
       from visits v join payments p on p.visit_id = v.id where v.id = $1`,
      [id],
    );
    return rows[0]!;
  });
}
const eventsOf = async (id: string) =>
  await withClient(server.ownerUrl, async (client) => {
    const { rows } = await client.query<{ kind: string; actor_id: string }>(
      "select kind, actor_id from events where subject_id = $1 order by version",
      [id],
    );
    return rows;
  });

describe("as it was before", () => {
  test.each<[move: string, whose: "hers" | "anybody's", before: string[]]>([
    ["call", "hers", []],
    ["call", "anybody's", []],
    ["call-next", "hers", []],
    ["call-next", "anybody's", []],
    ["call", "hers", ["priority"]],
    ["call", "hers", ["call", "requeue"]],
    ["recall", "hers", ["call"]],
    ["requeue", "hers", ["call", "recall"]],
    ["transfer", "hers", []],
    ["transfer", "anybody's", []],
    ["transfer", "hers", ["call"]],
    ["transfer", "anybody's", ["call-next"]],
  ])("%s of a patient who is %s, after %j", async (move, whose, earlier) => {
    const id = await walkIn(whose === "hers" ? { practitioner_id: server.ids.practitionerIds[0] } : {});
    pass(5);
    await press(id, ...earlier);
    const before = await stored(id);
    await press(id, move);
    expect(await stored(id)).not.toEqual(before);
    const { status, body } = await undo(id);
    expect([status, body.code]).toEqual([200, undefined]);
    expect(await stored(id)).toEqual(before);
    expect((await eventsOf(id)).at(-1)).toEqual({ kind: "undo", actor_id: server.ids.accounts.receptionist.id });
  });

  test("who was called by mistake is next again, before those who came later", async () => {
    const [first, second] = [await walkIn(), await walkIn()];
    await press(first, "call");
    await undo(first);
    const { body } = await desk.get<Queue>(`/queue?clinic_id=${server.ids.clinicId}`);
    expect(body.items.map(({ id, status }) => [id, status])).toEqual([
      [first, "waiting"],
      [second, "waiting"],
    ]);
  });
});

describe("what has gone on since stays", () => {
  test.each<[last: string, moves: string[]]>([
    ["queue", []],
    ["prioritize", ["call", "priority"]],
    ["start", ["call", "start"]],
    ["finish", ["call", "start", "finish"]],
    ["leave", ["call", "leave"]],
    ["undo", ["call", "undo"]],
  ])("after %s", async (last, moves) => {
    const id = await walkIn();
    await press(id, ...moves);
    const before = await fingerprint(server.ownerUrl, server.ids.organizationId);
    const { status, body } = await undo(id);
    expect([status, body.code]).toEqual([409, "not_undoable"]);
    expect(body.detail).toContain(last);
    expect(await fingerprint(server.ownerUrl, server.ids.organizationId)).toEqual(before);
  });

  test("money that was taken for another practitioner", async () => {
    const id = await walkIn({ practitioner_id: server.ids.practitionerIds[0] });
    await press(id, "transfer");
    const { body: queue } = await desk.get<Queue>(`/queue?clinic_id=${server.ids.clinicId}`);
    const { payment_id } = queue.items.find((item) => item.id === id)!;
    const receipt = { kind: "receipt", amount_minor: 100, method: "cash" };
    expect((await desk.post(`/payments/${payment_id}/entries`, receipt)).status).toBe(201);
    const { status, body } = await undo(id);
    expect([status, body.code]).toEqual([409, "not_undoable"]);
    // Who is only called is not the till's concern.
    await press(id, "call");
    expect((await undo(id)).status).toBe(200);
  });

  test("of ten who press it one has it; who saw another call has none", async () => {
    const id = await walkIn();
    await press(id, "call");
    const answers = await Promise.all(Array.from({ length: 10 }, () => undo(id)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    await press(id, "call");
    const { body } = await desk.post<VisitMoved>(`/visits/${id}/recall`);
    const seen = { "if-match": `"${body.visit.version - 1}"` };
    expect((await desk.send("POST", `/visits/${id}/undo`, {}, seen)).status).toBe(412);
  });
});
