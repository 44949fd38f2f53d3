import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Booked, BulkMoved } from "./answers.ts";
import type { Answer, Client, ProblemBody } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { nobody } from "./refusals.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** One move for many appointments: each is done or refused by itself. */
let server: TestServer;
let desk: Client;
beforeAll(async () => {
  server = await openTestServer();
  desk = server.as("receptionist");
});
afterAll(() => server.close());

let minutes = 0;
async function book(): Promise<string> {
  const start = Temporal.Instant.from("2026-11-18T09:00:00Z").add({ minutes: (minutes += 20) });
  const { body } = await desk.post<Booked>("/appointments", wishAt(server.ids, start.toString()));
  return body.appointment.id;
}
const bookMany = async (count: number) => {
  const ids: string[] = [];
  while (ids.length < count) ids.push(await book());
  return ids;
};
type Answered = Answer<BulkMoved & ProblemBody>;
const bulk = (body: object, key?: string): Promise<Answered> =>
  desk.send("POST", "/appointments/bulk", body, key === undefined ? {} : { "idempotency-key": key });
const said = ({ body }: Answered) => body.results.map((one) => (one.done ? one.appointment.status : one.problem.code));

describe("many appointments at once", () => {
  test.each([
    ["check_in", "checked_in"],
    ["complete", "completed"],
    ["cancel", "cancelled"],
  ])("%s", async (move, status) => {
    const ids = await bookMany(3);
    const answer = await bulk({ move, appointment_ids: ids });
    expect([answer.status, said(answer)]).toEqual([200, [status, status, status]]);
    expect(answer.body.results.map(({ appointment_id }) => appointment_id)).toEqual(ids);
  });

  test("confirm, no-show and undo, one after the other", async () => {
    const wish = { ...wishAt(server.ids, "2026-11-18T08:20:00Z"), needs_approval: true };
    const { body } = await desk.post<Booked>("/appointments", wish);
    const appointment_ids = [body.appointment.id];
    expect(said(await bulk({ move: "confirm", appointment_ids }))).toEqual(["confirmed"]);
    server.clock.now = Temporal.Instant.from("2026-11-18T08:30:00Z");
    expect(said(await bulk({ move: "no_show", appointment_ids }))).toEqual(["no_show"]);
    expect(said(await bulk({ move: "undo", appointment_ids }))).toEqual(["confirmed"]);
  });

  test("one refusal does not stop the others, and says what its own call would say", async () => {
    const [first, second, third] = await bookMany(3);
    await desk.post(`/appointments/${second}/check-in`);
    const answer = await bulk({
      move: "cancel",
      appointment_ids: [first, second, nobody, third],
      reason: "The doctor is ill",
      requested_by: "clinic",
    });
    expect([answer.status, said(answer)]).toEqual([200, ["cancelled", "illegal_move", "not_found", "cancelled"]]);
    expect(answer.body.results[1]).toMatchObject({ done: false, problem: { found_status: "checked_in" } });
    expect(answer.body.results[2]).toMatchObject({ problem: { errors: [{ pointer: "/id", code: "not_found" }] } });
    expect(answer.body.results[3]).toMatchObject({
      appointment: { cancellation_reason: "The doctor is ill", cancelled_for: "clinic", cancelled_late: false },
    });
  });

  test.each([
    [
      "an id twice",
      (id: string) => ({ move: "cancel", appointment_ids: [id, nobody, id.toUpperCase()] }),
      "/appointment_ids/2",
    ],
    ["no id", () => ({ move: "cancel", appointment_ids: [] }), "/appointment_ids"],
    [
      "too many",
      () => ({ move: "cancel", appointment_ids: Array.from({ length: 201 }, () => nobody) }),
      "/appointment_ids",
    ],
    ["another move", (id: string) => ({ move: "expire", appointment_ids: [id] }), "/move"],
  ])("%s is refused before anything is done", async (_, body, pointer) => {
    const id = await book();
    const answer = await bulk(body(id));
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, pointer]);
    expect((await desk.get<{ status: string }>(`/appointments/${id}`)).body.status).toBe("confirmed");
  });
});

describe("with an Idempotency-Key", () => {
  test("a repeat gets the first answers", async () => {
    const body = { move: "cancel", appointment_ids: await bookMany(2) };
    const first = await bulk(body, "bulk-1");
    const second = await bulk(body, "bulk-1");
    expect([said(first), second.body]).toEqual([["cancelled", "cancelled"], first.body]);
  });

  test("repeats that do not wait for it get them, too", async () => {
    const body = { move: "cancel", appointment_ids: await bookMany(4) };
    const answers = await Promise.all(Array.from({ length: 5 }, () => bulk(body, "bulk-2")));
    expect(answers.map(said)).toEqual(answers.map(() => Array.from({ length: 4 }, () => "cancelled")));
    for (const { body: given } of answers) expect(given).toEqual(answers[0]!.body);
  });

  test("what broke off in the middle is finished by its repeat", async () => {
    const ids = await bookMany(4);
    const body = { move: "cancel", appointment_ids: ids };
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    await owner.query("begin");
    await owner.query("select 1 from appointments where id = $1 for update", [ids[2]]);
    const broken = await bulk(body, "bulk-3");
    await owner.query("commit");
    await owner.end();
    expect([broken.status, broken.body.code]).toEqual([503, "unavailable"]);
    const before = await Promise.all(ids.map((id) => desk.get<Booked["appointment"]>(`/appointments/${id}`)));
    expect(before.map(({ body: { status } }) => status)).toEqual(["cancelled", "cancelled", "confirmed", "confirmed"]);
    const repeat = await bulk(body, "bulk-3");
    expect(said(repeat)).toEqual(["cancelled", "cancelled", "cancelled", "cancelled"]);
    expect((await bulk(body, "bulk-3")).body).toEqual(repeat.body);
  });

  test("another request under the same key is refused, and does nothing", async () => {
    const ids = await bookMany(3);
    await bulk({ move: "cancel", appointment_ids: [ids[0]] }, "bulk-4");
    const other = await bulk({ move: "cancel", appointment_ids: [ids[1], ids[2]] }, "bulk-4");
    expect([other.status, other.body.errors?.[0]?.pointer]).toEqual([422, "/headers/idempotency-key"]);
    expect((await desk.get<{ status: string }>(`/appointments/${ids[1]}`)).body.status).toBe("confirmed");
  });
});

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
