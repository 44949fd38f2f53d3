import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import type { Client } from "./client.ts";
import { furnishWard, type Ward } from "./operations-day.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** Thursday mornings from 08:00 to 12:00 in Athens, generated from 19 November 2026 on; two beds, three hours each. */
let server: TestServer;
let desk: Client;
let ward: Ward;
let clinicId: string;

beforeAll(async () => {
  server = await openTestServer();
  desk = server.as("admin");
  ward = await furnishWard(desk, server.ids);
  clinicId = server.ids.clinicId;
});
afterAll(() => server.close());

interface SessionSaid {
  id: string;
  version: number;
  status: string;
  starts_at: string;
  capacity: number;
  admitted: number;
  free: number;
}
interface Board extends SessionSaid {
  board: { bed_id: string; status: string; held_by: string | null; admission: { patient_name: string } | null }[];
  without_bed: { appointment_id: string; patient_name: string; held_bed_id: string }[];
}
interface Said {
  code?: string;
  reasons?: { code: string }[];
  errors?: { pointer: string; code: string }[];
}

const days = "from=2026-11-19&to=2026-12-31";
const sessions = async () =>
  (await desk.get<{ items: SessionSaid[] }>(`/sessions?clinic_id=${clinicId}&${days}`)).body.items;
const board = async (id: string) => (await desk.get<Board>(`/sessions/${id}`)).body;
const wish = (starts_at: string, patient: number) => ({
  clinic_id: clinicId,
  service_id: ward.treatmentId,
  patient_id: server.ids.patientIds[patient],
  starts_at,
  booking_source: "phone",
});
const offered = async (day: string, next: string) => {
  const query = `service_id=${ward.treatmentId}&clinic_id=${clinicId}&from=${day}&to=${next}`;
  const { body } = await desk.get<{ starts: { starts_at: string }[] }>(`/availability?${query}`);
  return body.starts.map(({ starts_at }) => starts_at);
};
const explained = async (startsAt: string) => {
  const query = `service_id=${ward.treatmentId}&clinic_id=${clinicId}&starts_at=${encodeURIComponent(startsAt)}`;
  return (
    await desk.get<{ bookable: boolean; reasons: { code: string; waivable: boolean }[] }>(
      `/availability/explain?${query}`,
    )
  ).body;
};

describe("a booking of the service", () => {
  test("is admitted to the session in which it lies, and shown on its board", async () => {
    const [first] = await sessions();
    expect(first).toMatchObject({ status: "open", capacity: 2, admitted: 0, free: 2 });
    expect(await offered("2026-11-19", "2026-11-20")).toEqual([first!.starts_at]);
    const booked = await desk.post("/appointments", wish(first!.starts_at, 0));
    expect(booked.status).toBe(201);
    const shown = await board(first!.id);
    expect(shown).toMatchObject({ admitted: 1, free: 1, capacity: 2 });
    expect(shown.without_bed).toMatchObject([{ held_bed_id: ward.bedIds[0] }]);
    expect(shown.board.map(({ status }) => status)).toEqual(["reserved", "available"]);
    expect(shown.board[0]!.held_by).toBe(shown.without_bed[0]!.appointment_id);
    expect(await verifyLaws(server.house.postgres, server.ids.organizationId)).toEqual([]);
  });

  test("makes the session beyond what was generated", async () => {
    const far = "2026-12-24T06:00:00Z";
    expect((await desk.post("/appointments", wish(far, 1))).status).toBe(201);
    expect((await sessions()).at(-1)).toMatchObject({ starts_at: far, admitted: 1, free: 1 });
  });
});

test("one question says what is free at each clinic on each date", async () => {
  const { body } = await desk.get(`/sessions/availability?${days}`);
  expect(body).toEqual({
    items: [
      { clinic_id: clinicId, date: "2026-11-19", sessions: 1, capacity: 2, admitted: 1, free: 1 },
      { clinic_id: clinicId, date: "2026-11-26", sessions: 1, capacity: 2, admitted: 0, free: 2 },
      { clinic_id: clinicId, date: "2026-12-03", sessions: 1, capacity: 2, admitted: 0, free: 2 },
      { clinic_id: clinicId, date: "2026-12-24", sessions: 1, capacity: 2, admitted: 1, free: 1 },
    ],
  });
});

describe("a session with patients that its rule would have otherwise", () => {
  test("is left as it is, and said", async () => {
    const path = `/session-rules/${ward.sessionRuleId}`;
    await desk.send("PATCH", path, { start_local: "09:00" });
    const range = { clinic_id: clinicId, from: "2026-11-19", to: "2026-12-04" };
    const { body } = await desk.post<{ changed: number; stranded: object[] }>("/sessions/generate", range);
    const [first] = await sessions();
    expect(body).toMatchObject({
      added: 0,
      removed: 0,
      changed: 2,
      unchanged: 0,
      stranded: [{ session_id: first!.id, admitted: 1 }],
    });
    expect((await sessions()).map(({ starts_at }) => starts_at.slice(5, 16))).toEqual([
      "11-19T06:00",
      "11-26T07:00",
      "12-03T07:00",
      "12-24T06:00",
    ]);
    await desk.send("PATCH", path, { start_local: "08:00" });
    expect((await desk.post("/sessions/generate", range)).body).toMatchObject({
      changed: 2,
      unchanged: 1,
      stranded: [],
    });
  });
});

test("the preview of a rule's change says whom it strands, and changes nothing", async () => {
  const path = `/session-rules/${ward.sessionRuleId}?preview=true`;
  const { body } = await desk.send<{ stranded: object[] }>("PATCH", path, { weekday: 5 });
  expect(body.stranded).toHaveLength(2);
  expect((await desk.get<{ weekday: number }>(`/session-rules/${ward.sessionRuleId}`)).body.weekday).toBe(4);
});

describe("a session that is closed", () => {
  const start = "2026-11-26T06:00:00Z";

  test("is not offered, explained and not booked, by one name; reopened it is", async () => {
    const [, second] = await sessions();
    expect((await desk.post(`/sessions/${second!.id}/close`)).status).toBe(200);
    expect(await offered("2026-11-26", "2026-11-27")).toEqual([]);
    const why = await explained(start);
    expect(why.bookable).toBe(false);
    expect(new Set(why.reasons.map(({ code }) => code))).toEqual(new Set(["session_closed"]));
    expect(why.reasons.every(({ waivable }) => !waivable)).toBe(true);
    const refused = await desk.post<Said>("/appointments", wish(start, 2));
    expect([refused.status, refused.body.code]).toEqual([409, "session_closed"]);
    expect(await board(second!.id)).toMatchObject({ status: "closed", capacity: 2, free: 0 });
    expect((await desk.post(`/sessions/${second!.id}/reopen`)).status).toBe(200);
    expect(await offered("2026-11-26", "2026-11-27")).toEqual([start]);
    expect(await explained(start)).toMatchObject({ bookable: true, reasons: [] });
    expect((await desk.post("/appointments", wish(start, 2))).status).toBe(201);
    expect(await verifyLaws(server.house.postgres, server.ids.organizationId)).toEqual([]);
  });
});

test.each<[string, string, string, number, string]>([
  ["GET", "/sessions?from=2026-11-20&to=2026-11-19", "/to", 422, "empty_range"],
  ["GET", "/sessions/availability?from=2026-11-20&to=2026-11-20", "/to", 422, "empty_range"],
  ["GET", "/sessions/availability?from=2026-11-20&to=2028-11-20", "/to", 422, "range_too_long"],
  ["GET", "/sessions/01a20000-0000-7000-8000-000000000000", "/id", 404, "not_found"],
  ["GET", "/session-rules/01a20000-0000-7000-8000-000000000000", "/id", 404, "not_found"],
])("%s %s is refused with a pointer to %s", async (_, path, pointer, status, code) => {
  const answer = await desk.get<Said>(path);
  expect([answer.status, answer.body.errors?.[0]]).toMatchObject([status, { pointer, code }]);
});

test.each<[object, string, string]>([
  [{ from: "2026-11-20", to: "2026-11-20" }, "/to", "empty_range"],
  [{ from: "2026-11-20", to: "2028-11-20" }, "/to", "range_too_long"],
  [
    { from: "2026-11-20", to: "2026-11-21", clinic_id: "01a20000-0000-7000-8000-000000000000" },
    "/clinic_id",
    "not_found",
  ],
])("generating %o is refused with a pointer to %s", async (range, pointer, code) => {
  const { body } = await desk.post<Said>("/sessions/generate", range);
  expect(body.errors).toMatchObject([{ pointer, code }]);
});
