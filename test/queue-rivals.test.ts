import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Arena, openArena } from "./arena.ts";
import { withClient } from "./postgres-server.ts";
import { type Answer, atOnce, tally } from "./rivals.ts";

/** Several desks ask who is next at the same moment. */
let arena: Arena;
let practitioners: string[];
let service: string;
beforeAll(async () => {
  arena = await openArena("on_arrival", { connections: 16 });
  practitioners = await arena.scene.practitioners(2);
  service = await arena.scene.service(practitioners);
});
afterEach(() => arena.requireLaws());
afterAll(() => arena.close());

interface Visit {
  id: string;
  queue_number: number;
  call_count: number;
  practitioner_id: string | null;
}
const visitOf = ({ body }: Answer) => body["visit"] as Visit;
const at = () => ({ clinic_id: arena.scene.clinicId });

/** So many who have come one after another; every third is urgent. Gives their ids in the order in which they are to be called. */
async function fillQueue(count: number, practitioner?: string): Promise<string[]> {
  const visits: (Visit & { urgent: boolean })[] = [];
  for (let n = 0; n < count; n++) {
    const who = { ...at(), service_id: service, patient: {}, ...(practitioner && { practitioner_id: practitioner }) };
    const visit = visitOf(await arena.rival.post("/visits", who));
    const urgent = n % 3 === 2;
    if (urgent) await arena.rival.post(`/visits/${visit.id}/priority`, { priority: 1, reason: "In pain" });
    visits.push({ ...visit, urgent });
  }
  return visits
    .sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.queue_number - b.queue_number)
    .map(({ id }) => id);
}

const callNext = (more: Record<string, unknown> = {}) => arena.rival.post("/queue/call-next", { ...at(), ...more });

test.each([2, 3, 8, 16, 32])("%i desks call as many different patients: those who are next", async (desks) => {
  const order = await fillQueue(desks + 5);
  const answers = await atOnce(desks, () => callNext());
  expect(tally(answers)).toEqual({ 200: desks });
  const called = answers.map((answer) => visitOf(answer).id);
  expect(called.toSorted()).toEqual(order.slice(0, desks).toSorted());
  expect(answers.every((answer) => visitOf(answer).call_count === 1)).toBe(true);
  // Whoever is left comes in turn; behind them nobody.
  const rest = [];
  for (let n = 0; n < 5; n++) rest.push(visitOf(await callNext()).id);
  expect(rest).toEqual(order.slice(desks));
  expect((await callNext()).body["code"]).toBe("queue_empty");
});

test("32 desks and a few patients: each is called once, and all others learn that nobody is left", async () => {
  for (const patients of [20, 4, 5, 6, 7, 8, 9, 10]) {
    const order = await fillQueue(patients);
    const answers = await atOnce(32, () => callNext());
    expect(tally(answers)).toEqual({ 200: patients, 409: 32 - patients });
    const called = answers.filter(({ status }) => status === 200).map((answer) => visitOf(answer).id);
    expect(called.toSorted()).toEqual(order.toSorted());
  }
});

test("who is being changed by another desk is not taken for nobody", async () => {
  for (let round = 0; round < 10; round++) {
    const [only] = await fillQueue(1);
    const [, next] = await Promise.all([
      arena.rival.post(`/visits/${only}/priority`, { priority: 1, reason: "In pain" }),
      callNext(),
    ]);
    expect([round, next.status, visitOf(next).id]).toEqual([round, 200, only]);
  }
});

test("two practitioners and the desk share who waits for anybody, and each payment follows", async () => {
  await fillQueue(24);
  const callers = [practitioners[0], practitioners[1], undefined];
  const answers = await atOnce(24, (i) => {
    const practitioner_id = callers[i % 3];
    return callNext(practitioner_id === undefined ? {} : { practitioner_id });
  });
  expect(tally(answers)).toEqual({ 200: 24 });
  expect(new Set(answers.map((answer) => visitOf(answer).id)).size).toBe(24);
  const counts = await arena.query<{ practitioner_id: string | null; visits: number; same: boolean }>(
    `select v.practitioner_id, count(*)::int as visits, bool_and(v.practitioner_id is not distinct from m.practitioner_id) as same
     from visits v join payments m on m.visit_id = v.id where v.id = any ($1::uuid[]) group by 1`,
    [answers.map((answer) => visitOf(answer).id)],
  );
  expect(counts.map(({ visits, same }) => [visits, same])).toEqual(Array.from({ length: 3 }, () => [8, true]));
});

test("calls, hand-overs and priorities at once: everybody is called, and once", async () => {
  const ids = await fillQueue(30);
  const [practitioner_id] = practitioners;
  const answers = await atOnce(60, (i) => {
    const id = ids[i % 30]!;
    if (i % 4 === 0) return arena.rival.post(`/visits/${id}/transfer`, { practitioner_id, reason: "A full list" });
    if (i % 4 === 1) return arena.rival.post(`/visits/${id}/priority`, { priority: 2, reason: "Worse" });
    return callNext({ practitioner_id });
  });
  const calls = answers.filter((_, i) => i % 4 > 1);
  expect(tally(calls)).toEqual({ 200: 30 });
  expect(new Set(calls.map((answer) => visitOf(answer).id)).size).toBe(30);
  // Who has been called is the practitioner's already.
  expect(Object.keys(tally(answers)).filter((status) => status !== "200" && status !== "422")).toEqual([]);
});

// Twins at the same moment pass each other over as desks do; whichever keeps its answer first is the one that called.
test("a repeated call-next with its key calls once", async () => {
  const two = await fillQueue(2);
  const key = { "idempotency-key": "next-please" };
  const answers = await atOnce(4, () => arena.rival.post("/queue/call-next", at(), key));
  const called = visitOf(answers[0]!).id;
  expect(answers.map((answer) => [answer.status, visitOf(answer).id])).toEqual(answers.map(() => [200, called]));
  expect([called, visitOf(await callNext()).id].sort()).toEqual(two.toSorted());
  expect((await callNext()).body["code"]).toBe("queue_empty");
});

test("desks that find two patients in different orders wait for them in one", async () => {
  const [first, second] = await fillQueue(2);
  const put = "update visits set check_in_time = $2, in_line_since = $3 where id = $1";
  const [here, gone] = [arena.now.toString(), arena.now.add({ hours: 1 }).toString()];
  const before = arena.now.subtract({ hours: 1 }).toString();
  await withClient(arena.ownerUrl, (one) =>
    withClient(arena.ownerUrl, async (other) => {
      for (const client of [one, other]) await client.query("begin");
      await one.query(put, [first, gone, here]);
      await other.query(put, [second, here, before]);
      const early = callNext();
      await expect.poll(() => arena.waiting()).toBe(1);
      // From now on the second is the first in line; and others are just taking both away.
      await other.query("commit");
      await other.query("begin");
      await other.query(put, [second, gone, before]);
      const late = callNext();
      await expect.poll(() => arena.waiting()).toBe(2);
      await one.query("commit");
      await sleep(50);
      await other.query("commit");
      expect(tally(await Promise.all([early, late]))).toEqual({ 409: 2 });
    }),
  );
  for (const id of [first, second]) await arena.query(put, [id, here, here]);
  for (const id of [first, second]) expect(visitOf(await callNext()).id).toBe(id);
});

test("nothing of it deadlocked", async () => {
  expect(await arena.endAndCountDeadlocks()).toBe(0);
});
