import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Booked } from "../../test/answers.ts";
import type { Client } from "../../test/client.ts";
import { wishAt } from "../../test/clinic.ts";
import { fingerprint } from "../../test/fingerprint.ts";
import { openTestServer, type TestServer } from "../../test/server.ts";
import { newId } from "../platform/ids.ts";

interface Request {
  id: string;
  version: number;
  status: string;
  resource_id: string;
  starts_at: string;
  ends_at: string;
  timezone: string;
  notes: string | null;
  schedule_exception_id: string | null;
  decided_by: string | null;
}
interface Approval {
  time_off_request: Request;
  stranded: { appointment_id: string; resource_id: string; reasons: { code: string; label?: string }[] }[];
  slots: { added: number; removed: number; blocked: number; unchanged: number };
}
interface Exception {
  id: string;
  kind: string;
  source: string;
  resource_id: string;
  clinic_id: string | null;
  starts_at: string;
  ends_at: string;
}

let server: TestServer;
let admin: Client;
let doctor: Client;
let mine: string;
let theirs: string;
beforeAll(async () => {
  server = await openTestServer();
  [mine, theirs] = server.ids.practitionerIds;
  admin = server.as("admin");
  doctor = server.as("doctor");
});
afterAll(() => server.close());

/** Each test has days of its own, all within the inventory. */
let from = "2026-11-19";
let to = "";
beforeEach(() => {
  const date = Temporal.PlainDate.from(from);
  [from, to] = [date.add({ days: 2 }).toString(), date.add({ days: 4 }).toString()];
});

const ask = async (client: Client, resource_id = mine): Promise<Request> =>
  (await client.post<Request>("/time-off-requests", { resource_id, from, to, reason: "Family" })).body;
const approve = (id: string, query = "", client = admin) =>
  client.post<Approval>(`/time-off-requests/${id}/approve${query}`, { notes: "Enjoy" });
const read = async (id: string) => (await admin.get<Request>(`/time-off-requests/${id}`)).body;
const book = async (hour: string) =>
  (await admin.post<Booked>("/appointments", wishAt(server.ids, `${from}T${hour}:00Z`))).body.appointment.id;

describe("asking", () => {
  test("a doctor asks for their own time, in the zone of their clinic", async () => {
    const request = await ask(doctor);
    const [starts_at, ends_at] = [from, to].map((date) => new Date(`${date}T00:00:00+02:00`).toISOString());
    expect(request).toMatchObject({ status: "pending", resource_id: mine, timezone: "Europe/Athens", version: 1 });
    expect([request.starts_at, request.ends_at].map((at) => new Date(at).toISOString())).toEqual([starts_at, ends_at]);
    expect(request).toMatchObject({ requested_by: server.ids.accounts.doctor.id, schedule_exception_id: null });
  });

  test("a doctor neither asks for others nor knows of their requests; the desk does both", async () => {
    const refused = await doctor.post("/time-off-requests", { resource_id: theirs, from, to });
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([404, "/resource_id"]);
    const { id, resource_id } = await ask(server.as("receptionist"), theirs);
    expect(resource_id).toBe(theirs);
    expect((await doctor.get(`/time-off-requests/${id}`)).status).toBe(404);
    const own = await ask(doctor);
    const listed = async (client: Client, query = "") =>
      (await client.get<{ items: Request[] }>(`/time-off-requests?limit=200&from=${from}&to=${to}${query}`)).body.items;
    expect((await listed(doctor)).map((one) => one.id)).toEqual([own.id]);
    expect(await listed(doctor, `&resource_id=${theirs}`)).toEqual([]);
    expect((await listed(admin)).map((one) => one.id).sort()).toEqual([id, own.id].sort());
    expect((await listed(admin, `&resource_id=${theirs}&status=pending`)).map((one) => one.id)).toEqual([id]);
    expect(await listed(admin, "&status=denied")).toEqual([]);
  });

  test("only people take time off, and only some that there is", async () => {
    const wish = (change: object) => admin.post("/time-off-requests", { resource_id: mine, from, to, ...change });
    const refusals = [
      [{ resource_id: server.ids.roomId }, 422, "invalid_rule", "/resource_id"],
      [{ resource_id: newId() }, 404, "not_found", "/resource_id"],
      [{ resource_id: server.other.practitionerIds[0] }, 404, "not_found", "/resource_id"],
      [{ to: from }, 422, "empty_range", "/to"],
      [{ to: "2031-01-01" }, 422, "range_too_long", "/to"],
      [{ timezone: "Europe/Nowhere" }, 422, "invalid_request", "/timezone"],
    ] as const;
    for (const [change, status, code, pointer] of refusals) {
      const answer = await wish(change);
      expect([answer.status, answer.body.code, answer.body.errors?.[0]?.pointer]).toEqual([status, code, pointer]);
    }
  });
});

describe("approving", () => {
  test("blocks the time everywhere and names whom it strands; what is booked stays", async () => {
    const within = await book("10:00");
    const request = await ask(doctor);
    const { status, body } = await approve(request.id);
    expect(status).toBe(200);
    const { time_off_request: approved, stranded, slots } = body;
    expect(approved).toMatchObject({ status: "approved", notes: "Enjoy", version: 2 });
    expect(approved.decided_by).toBe(server.ids.accounts.admin.id);
    expect(stranded).toEqual([expect.objectContaining({ appointment_id: within, resource_id: mine })]);
    expect(stranded[0]!.reasons).toEqual([expect.objectContaining({ code: "time_off" })]);
    expect(stranded[0]!.reasons[0]).not.toHaveProperty("label");
    // Two days of ten-minute slots.
    expect(slots).toMatchObject({ added: 0, removed: 0, blocked: 288 });
    const exception = await admin.get<Exception>(`/schedule-exceptions/${approved.schedule_exception_id}`);
    const { starts_at, ends_at } = request;
    const block = { kind: "blocked", source: "time_off", resource_id: mine, clinic_id: null, starts_at, ends_at };
    expect(exception.body).toMatchObject(block);
    expect((await admin.get(`/appointments/${within}`)).body).toMatchObject({ status: "confirmed" });
    const refused = await admin.post("/appointments", wishAt(server.ids, `${from}T12:00:00Z`, 1));
    expect([refused.status, refused.body.reasons?.map(({ code }) => code)]).toEqual([422, ["time_off"]]);
  });

  test("a preview says the same and changes nothing", async () => {
    const within = await book("11:00");
    const { id } = await ask(doctor);
    const before = await fingerprint(server.ownerUrl);
    const previewed = await approve(id, "?preview=true");
    expect(await fingerprint(server.ownerUrl)).toEqual(before);
    expect(previewed.body.time_off_request).toMatchObject({ status: "pending", version: 1, decided_by: null });
    const { body } = await approve(id);
    expect(body.stranded.map(({ appointment_id }) => appointment_id)).toEqual([within]);
    expect([body.slots, body.stranded.length]).toEqual([previewed.body.slots, previewed.body.stranded.length]);
  });

  test("one that was decided cannot be decided again, and a stale decision is refused", async () => {
    const { id } = await ask(doctor);
    const stale = await admin.send("POST", `/time-off-requests/${id}/deny`, {}, { "if-match": '"7"' });
    expect([stale.status, (await read(id)).status]).toEqual([412, "pending"]);
    expect((await admin.post<Request>(`/time-off-requests/${id}/deny`)).body).toMatchObject({ status: "denied" });
    for (const [move, query] of [
      ["approve", ""],
      ["approve", "?preview=true"],
      ["deny", ""],
    ]) {
      const again = await admin.post(`/time-off-requests/${id}/${move}${query}`);
      expect([again.status, again.body.code, again.body.found_status]).toEqual([409, "illegal_move", "denied"]);
    }
    expect(await read(id)).toMatchObject({ status: "denied", schedule_exception_id: null, version: 2 });
  });

  test("only an admin decides, and only in their own organization", async () => {
    const { id } = await ask(doctor);
    for (const role of ["doctor", "receptionist"] as const)
      for (const move of ["approve", "approve?preview=true", "deny"])
        expect((await server.as(role).post(`/time-off-requests/${id}/${move}`)).status).toBe(403);
    const stranger = server.as("admin", server.other);
    for (const move of ["approve", "approve?preview=true", "deny"])
      expect((await stranger.post(`/time-off-requests/${id}/${move}`)).status).toBe(404);
    expect((await read(id)).status).toBe("pending");
  });
});

test("of many who decide at once one wins, and there is one block at most", async () => {
  const { id, starts_at } = await ask(doctor);
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, i) => admin.post(`/time-off-requests/${id}/${i % 3 === 2 ? "deny" : "approve"}`)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 11 }, () => 409)]);
  const { status, schedule_exception_id: block } = await read(id);
  const { body } = await admin.get<{ items: Exception[] }>(
    `/schedule-exceptions?source=time_off&from=${from}&to=${to}`,
  );
  const blocks = body.items.filter((one) => one.starts_at === starts_at).map((one) => one.id);
  expect(blocks).toEqual(status === "approved" ? [block] : []);
});

describe("the block of approved time off", () => {
  test("is not changed, and given back by removing it; the request stays approved", async () => {
    const { id } = await ask(doctor);
    const { schedule_exception_id: block } = (await approve(id)).body.time_off_request;
    const changed = await admin.send("PATCH", `/schedule-exceptions/${block}`, { reason: "Ill" });
    expect([changed.status, changed.body.code, changed.body.found_status]).toEqual([409, "illegal_move", "approved"]);
    expect((await admin.send("DELETE", `/schedule-exceptions/${block}`)).status).toBe(204);
    expect(await read(id)).toMatchObject({ status: "approved", schedule_exception_id: null, version: 3 });
    expect((await admin.post("/appointments", wishAt(server.ids, `${from}T12:00:00Z`))).status).toBe(201);
  });

  test("is not written by hand", async () => {
    const body = { kind: "blocked", source: "time_off", resource_id: mine, from, to };
    const refused = await admin.post("/schedule-exceptions", body);
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, "/source"]);
  });
});

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
