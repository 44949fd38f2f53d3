import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "./client.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Furnished, furnish } from "./operations.ts";
import { nobody } from "./refusals.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** What rules, exceptions, time off, pools and services refuse: each with its status, its code and its pointer, and without a trace. */
let server: TestServer;
let admin: Client;
let known: Known;

interface Known {
  mine: Furnished;
  /** Of another organization. */
  theirs: Furnished;
  elsewhereId: string;
  /** A room and a station at the other clinic, and a machine that moves between clinics. */
  farRoomId: string;
  farStationId: string;
  machineId: string;
  farPoolId: string;
}

beforeAll(async () => {
  server = await openTestServer();
  admin = server.as("admin");
  const mine = await furnish(admin, server.ids, server.house);
  const theirs = await furnish(server.as("admin", server.other), server.other, server.house);
  const made = async (path: string, body: object) => (await admin.post<{ id: string }>(path, body)).body.id;
  const elsewhereId = await made("/clinics", { name: "Elsewhere", timezone: "Africa/Cairo" });
  const there = { clinic_id: elsewhereId };
  const farRoomId = await made("/resources", { ...there, kind: "room", name: "Far room" });
  const farStationId = await made("/resources", { ...there, kind: "station", name: "Far station" });
  const machineId = await made("/resources", { kind: "equipment", name: "Machine" });
  const farPoolId = await made("/pools", { ...there, name: "Far pool", resource_ids: [farRoomId] });
  known = { mine, theirs, elsewhereId, farRoomId, farStationId, machineId, farPoolId };
});
afterAll(() => server.close());

type Method = "POST" | "PATCH" | "DELETE" | "GET";
type Call = [method: Method, path: string, body?: object | undefined, headers?: Record<string, string>];
type Refused = [status: number, code: string, pointer: string | null];

/** Each of the calls is refused in exactly this way, and nothing is stored. */
async function expectRefused(calls: Call[], refused: Refused, client = admin): Promise<void> {
  const before = await fingerprint(server.ownerUrl);
  for (const [method, path, body, headers] of calls) {
    const answer = await client.send(method, path, body, headers);
    const found = [answer.status, answer.body.code, answer.body.errors?.[0]?.pointer ?? null];
    expect(found, `${method} ${path} answered ${JSON.stringify(answer.body)}`).toEqual(refused);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  }
  expect(await fingerprint(server.ownerUrl)).toEqual(before);
}

type Change = object | ((it: Known) => object);
type Row = [what: string, change: Change, status: number, code: string, pointer: string];
const told = (change: Change) => (typeof change === "function" ? (change as (it: Known) => object)(known) : change);

const pause = (start_local: string, end_local: string) => ({ start_local, end_local });

describe("a schedule rule", () => {
  const rows: Row[] = [
    ["of no length", { end_local: "09:00" }, 422, "invalid_rule", "/end_local"],
    ["with a slot longer than it", { slot_minutes: 181 }, 422, "invalid_rule", "/slot_minutes"],
    [
      "with a slot longer than a night",
      { start_local: "23:00", end_local: "01:00", slot_minutes: 121 },
      422,
      "invalid_rule",
      "/slot_minutes",
    ],
    [
      "that ends before it begins to hold",
      { valid_from: "2027-01-02", valid_to: "2027-01-01" },
      422,
      "invalid_rule",
      "/valid_to",
    ],
    ["with a break before it", { breaks: [pause("08:00", "08:30")] }, 422, "invalid_rule", "/breaks/0/start_local"],
    [
      "with a break that begins before it",
      { breaks: [pause("08:30", "09:30")] },
      422,
      "invalid_rule",
      "/breaks/0/start_local",
    ],
    [
      "with a break that begins at its end",
      { breaks: [pause("12:00", "12:30")] },
      422,
      "invalid_rule",
      "/breaks/0/start_local",
    ],
    [
      "with a break that ends after it",
      { breaks: [pause("11:30", "12:01")] },
      422,
      "invalid_rule",
      "/breaks/0/end_local",
    ],
    [
      "with a break that ends before it begins",
      { breaks: [pause("11:00", "10:00")] },
      422,
      "invalid_rule",
      "/breaks/0/end_local",
    ],
    ["with a break of no length", { breaks: [pause("10:00", "10:00")] }, 422, "invalid_rule", "/breaks/0/end_local"],
    [
      "with breaks that overlap",
      { breaks: [pause("10:00", "10:30"), pause("10:29", "11:00")] },
      422,
      "invalid_rule",
      "/breaks/1/start_local",
    ],
    [
      "with 21 breaks",
      { breaks: Array.from({ length: 21 }, () => pause("10:00", "10:01")) },
      422,
      "invalid_request",
      "/breaks",
    ],
    ["in a zone that nobody knows", { timezone: "Mars/Olympus_Mons" }, 422, "invalid_request", "/timezone"],
    ["in an offset", { timezone: "+02:00" }, 422, "invalid_request", "/timezone"],
    ["in an offset by another name", { timezone: "UTC+2" }, 422, "invalid_request", "/timezone"],
    ["in a zone spelt in small letters", { timezone: "europe/athens" }, 422, "invalid_request", "/timezone"],
    ["in no zone", { timezone: "" }, 422, "invalid_request", "/timezone"],
    ["at 24:00", { end_local: "24:00" }, 422, "invalid_request", "/end_local"],
    ["at 9:00", { start_local: "9:00" }, 422, "invalid_request", "/start_local"],
    ["on an eighth day", { weekday: 8 }, 422, "invalid_request", "/weekday"],
    ["without lanes", { lanes: 0 }, 422, "invalid_request", "/lanes"],
    ["with 51 lanes", { lanes: 51 }, 422, "invalid_request", "/lanes"],
    ["with slots of nothing", { slot_minutes: 0 }, 422, "invalid_request", "/slot_minutes"],
    ["of a priority below none", { priority: -1 }, 422, "invalid_request", "/priority"],
    ["of a priority above all", { priority: 1001 }, 422, "invalid_request", "/priority"],
    ["with a buffer of half a day", { buffer_after_minutes: 720 }, 422, "invalid_request", "/buffer_after_minutes"],
    ["from the year 2200", { valid_from: "2200-01-01" }, 422, "invalid_request", "/valid_from"],
    ["on 30 February", { valid_to: "2027-02-30" }, 422, "invalid_request", "/valid_to"],
    ["of nobody", { resource_id: nobody }, 404, "not_found", "/resource_id"],
    ["at no clinic", { clinic_id: nobody }, 404, "not_found", "/clinic_id"],
    ["for no service", { service_id: nobody }, 404, "not_found", "/service_id"],
    ["in no room", { room_id: nobody }, 404, "not_found", "/room_id"],
    [
      "of another organization's person",
      ({ theirs }) => ({ resource_id: theirs.practitionerIds[0] }),
      404,
      "not_found",
      "/resource_id",
    ],
    [
      "at another organization's clinic",
      ({ theirs }) => ({ clinic_id: theirs.clinicId }),
      404,
      "not_found",
      "/clinic_id",
    ],
    [
      "for another organization's service",
      ({ theirs }) => ({ service_id: theirs.consultationId }),
      404,
      "not_found",
      "/service_id",
    ],
    ["in another organization's room", ({ theirs }) => ({ room_id: theirs.roomId }), 404, "not_found", "/room_id"],
    [
      "in a room that is a person",
      ({ mine }) => ({ room_id: mine.practitionerIds[1] }),
      422,
      "invalid_rule",
      "/room_id",
    ],
    ["in a room that is a machine", ({ machineId }) => ({ room_id: machineId }), 422, "invalid_rule", "/room_id"],
    ["in a room of another clinic", ({ farRoomId }) => ({ room_id: farRoomId }), 422, "invalid_rule", "/room_id"],
    [
      "where the person does not work",
      ({ elsewhereId }) => ({ clinic_id: elsewhereId }),
      422,
      "not_offered",
      "/clinic_id",
    ],
  ];
  const usual = { weekday: 1, start_local: "09:00", end_local: "12:00", slot_minutes: 20, breaks: [] };

  test.each(rows)("%s is not added", async (_, change, ...refused) => {
    const { mine } = known;
    const place = { resource_id: mine.practitionerIds[0], clinic_id: mine.clinicId };
    const wanted = { ...usual, ...place, ...told(change) };
    const calls: Call[] = [
      ["POST", "/schedule-rules", wanted],
      ["POST", "/schedule-rules?preview=true", wanted],
    ];
    await expectRefused(calls, refused);
  });

  const isChange = ([, change]: Row) => typeof change === "function" || !("resource_id" in change);
  test.each(rows.filter(isChange))("%s is not changed to", async (_, change, ...refused) => {
    const { mine } = known;
    const { resource_id: whose, ...wanted } = { resource_id: mine.practitionerIds[1], ...usual, ...told(change) };
    if (whose !== mine.practitionerIds[1]) return;
    const calls: Call[] = [
      ["PATCH", `/schedule-rules/${mine.ruleId}`, wanted],
      ["PATCH", `/schedule-rules/${mine.ruleId}?preview=true`, wanted],
    ];
    await expectRefused(calls, refused);
  });
});

describe("an exception", () => {
  const opening = ({ mine }: Known) => ({
    kind: "available",
    resource_id: mine.practitionerIds[0],
    clinic_id: mine.clinicId,
  });
  const rows: Row[] = [
    ["that ends as it starts", { to: "2027-03-01" }, 422, "empty_range", "/to"],
    ["that ends before it starts", { to: "2027-02-28" }, 422, "empty_range", "/to"],
    ["of one instant", { from: "2027-03-01T10:00:00Z", to: "2027-03-01T12:00:00+02:00" }, 422, "empty_range", "/to"],
    [
      "on a day that the zone skipped",
      { from: "2011-12-30", to: "2011-12-31", timezone: "Pacific/Apia" },
      422,
      "empty_range",
      "/to",
    ],
    ["of 1101 days", { from: "2027-01-01", to: "2030-01-06" }, 422, "range_too_long", "/to"],
    ["of a century", { from: "2027-01-01", to: "2127-01-01" }, 422, "range_too_long", "/to"],
    ["up to the year 2200", { from: "2199-12-31", to: "2200-01-01" }, 422, "invalid_request", "/to"],
    ["from the year 1889", { from: "1889-12-31" }, 422, "invalid_request", "/from"],
    ["within a minute", { from: "2027-03-01T10:00:30Z" }, 422, "invalid_request", "/from"],
    ["up to a nanosecond", { to: "2027-03-01T10:00:00.000000001Z" }, 422, "invalid_request", "/to"],
    ["from a time without an offset", { from: "2027-03-01T10:00:00" }, 422, "invalid_request", "/from"],
    ["on 30 February", { to: "2027-02-30" }, 422, "invalid_request", "/to"],
    ["in an offset", { timezone: "+02:00" }, 422, "invalid_request", "/timezone"],
    ["in a zone that nobody knows", { timezone: "Europe/Atlantis" }, 422, "invalid_request", "/timezone"],
    ["of nobody", { resource_id: nobody }, 404, "not_found", "/resource_id"],
    ["at no clinic", { clinic_id: nobody }, 404, "not_found", "/clinic_id"],
    ["of no service", { service_id: nobody }, 404, "not_found", "/service_id"],
    ["in no room", { room_id: nobody }, 404, "not_found", "/room_id"],
    [
      "of another organization's person",
      ({ theirs }) => ({ resource_id: theirs.practitionerIds[0] }),
      404,
      "not_found",
      "/resource_id",
    ],
    [
      "at another organization's clinic",
      ({ theirs }) => ({ clinic_id: theirs.clinicId }),
      404,
      "not_found",
      "/clinic_id",
    ],
    [
      "of another organization's service",
      ({ theirs }) => ({ service_id: theirs.scanId }),
      404,
      "not_found",
      "/service_id",
    ],
    ["in another organization's room", ({ theirs }) => ({ room_id: theirs.roomId }), 404, "not_found", "/room_id"],
    [
      "in a room that is a person",
      ({ mine }) => ({ room_id: mine.practitionerIds[1] }),
      422,
      "invalid_rule",
      "/room_id",
    ],
    [
      "in a room of another clinic than its own",
      ({ mine, farRoomId }) => ({ clinic_id: mine.clinicId, room_id: farRoomId }),
      422,
      "invalid_rule",
      "/room_id",
    ],
    ["that blocks lanes", { lanes: 1 }, 422, "invalid_rule", "/lanes"],
    ["that blocks slots", { slot_minutes: 20 }, 422, "invalid_rule", "/slot_minutes"],
  ];
  const added: Row[] = [
    ["that lifts lanes", { kind: "available", resource_id: null, lanes: 1 }, 422, "invalid_rule", "/lanes"],
    ["that opens no lanes", (it) => ({ ...opening(it), lanes: 0 }), 422, "invalid_request", "/lanes"],
    [
      "that opens slots of 721 minutes",
      (it) => ({ ...opening(it), slot_minutes: 721 }),
      422,
      "invalid_request",
      "/slot_minutes",
    ],
    [
      "that opens time at no certain clinic",
      (it) => ({ ...opening(it), clinic_id: null }),
      422,
      "invalid_rule",
      "/clinic_id",
    ],
    [
      "that opens time where the person does not work",
      (it) => ({ ...opening(it), clinic_id: it.elsewhereId }),
      422,
      "not_offered",
      "/clinic_id",
    ],
    [
      "that opens time for another organization's clinic",
      (it) => ({ ...opening(it), clinic_id: it.theirs.clinicId }),
      404,
      "not_found",
      "/clinic_id",
    ],
    ["of a kind that nobody knows", { kind: "closed" }, 422, "invalid_request", "/kind"],
    ["that is time off by hand", { source: "time_off" }, 422, "invalid_request", "/source"],
    ["that is a holiday of no clinic", { source: "holiday", resource_id: null }, 422, "invalid_rule", "/clinic_id"],
    ["that is a holiday and opens", (it) => ({ ...opening(it), source: "holiday" }), 422, "invalid_rule", "/kind"],
  ];
  const usual = { from: "2027-03-01", to: "2027-03-02" };

  const adding = (change: Change): Call[] => {
    const wanted = { kind: "blocked", resource_id: known.mine.practitionerIds[0], ...usual, ...told(change) };
    return [
      ["POST", "/schedule-exceptions", wanted],
      ["POST", "/schedule-exceptions?preview=true", wanted],
    ];
  };
  test.each(rows)("%s is neither added nor changed to", async (_, change, ...refused) => {
    const path = `/schedule-exceptions/${known.mine.exceptionId}`;
    const wanted = { clinic_id: null, ...usual, ...told(change) };
    const changing: Call[] = [
      ["PATCH", path, wanted],
      ["PATCH", `${path}?preview=true`, wanted],
    ];
    await expectRefused([...adding(change), ...changing], refused);
  });

  test.each(added)("%s is not added", async (_, change, ...refused) => {
    await expectRefused(adding(change), refused);
  });
});

describe("time off", () => {
  const moves = ["approve", "approve?preview=true", "deny"];
  test.each<Row>([
    ["of a room", ({ mine }) => ({ resource_id: mine.roomId }), 422, "invalid_rule", "/resource_id"],
    ["of a machine", ({ machineId }) => ({ resource_id: machineId }), 422, "invalid_rule", "/resource_id"],
    ["of nobody", { resource_id: nobody }, 404, "not_found", "/resource_id"],
    [
      "of another organization's person",
      ({ theirs }) => ({ resource_id: theirs.practitionerIds[0] }),
      404,
      "not_found",
      "/resource_id",
    ],
    ["that ends as it starts", { to: "2027-03-01" }, 422, "empty_range", "/to"],
    ["that ends before it starts", { to: "2027-02-28" }, 422, "empty_range", "/to"],
    ["of 1101 days", { from: "2027-01-01", to: "2030-01-06" }, 422, "range_too_long", "/to"],
    ["up to the year 2200", { to: "2200-01-01" }, 422, "invalid_request", "/to"],
    ["within a minute", { from: "2027-03-01T10:00:30Z" }, 422, "invalid_request", "/from"],
    ["in an offset", { timezone: "+02:00" }, 422, "invalid_request", "/timezone"],
    ["that is approved already", { status: "approved" }, 422, "invalid_request", "/status"],
  ])("%s is not asked for", async (_, change, ...refused) => {
    const usual = { resource_id: known.mine.practitionerIds[0], from: "2027-03-01", to: "2027-03-02" };
    await expectRefused([["POST", "/time-off-requests", { ...usual, ...told(change) }]], refused);
  });

  test("of others is not there for a doctor, and nobody but an admin decides", async () => {
    const { mine } = known;
    const others = { resource_id: mine.practitionerIds[1], from: "2027-03-01", to: "2027-03-02" };
    const missing: Refused = [404, "not_found", "/resource_id"];
    await expectRefused([["POST", "/time-off-requests", others]], missing, server.as("doctor"));
    const calls = moves.map((move): Call => ["POST", `/time-off-requests/${mine.timeOffId}/${move}`]);
    for (const role of ["receptionist", "doctor"] as const)
      await expectRefused(calls, [403, "forbidden", null], server.as(role));
  });

  const decided = async (move: string) => {
    const { mine } = known;
    const wanted = { resource_id: mine.practitionerIds[1], from: "2027-05-01", to: "2027-05-02" };
    const { body } = await admin.post<{ id: string }>("/time-off-requests", wanted);
    expect((await admin.post(`/time-off-requests/${body.id}/${move}`)).status).toBe(200);
    return body.id;
  };

  test.each(["approve", "deny"])("that somebody decided (%s) is not decided again", async (first) => {
    const id = await decided(first);
    const calls = moves.map((move): Call => ["POST", `/time-off-requests/${id}/${move}`]);
    await expectRefused(calls, [409, "illegal_move", null]);
  });

  test.each(moves)("is not decided (%s) by who has an old version, says too much or names nobody's", async (move) => {
    const { mine, theirs } = known;
    const decide = (id: string, body: object = {}, headers = {}): Call => [
      "POST",
      `/time-off-requests/${id}/${move}`,
      body,
      headers,
    ];
    const stale = { "if-match": '"7"' };
    await expectRefused([decide(mine.timeOffId, {}, stale)], [412, "version_mismatch", null]);
    await expectRefused([decide(mine.timeOffId, { notes: "a".repeat(501) })], [422, "invalid_request", "/notes"]);
    const strangers = [nobody, theirs.timeOffId, mine.exceptionId];
    await expectRefused(
      strangers.map((id) => decide(id)),
      [404, "not_found", "/id"],
    );
  });

  test("keeps its block as it is; what is given back was there once", async () => {
    const id = await decided("approve");
    const { body } = await admin.get<{ schedule_exception_id: string }>(`/time-off-requests/${id}`);
    const path = `/schedule-exceptions/${body.schedule_exception_id}`;
    const longer = { to: "2027-05-03" };
    const changes: Call[] = [
      ["PATCH", path, longer],
      ["PATCH", `${path}?preview=true`, longer],
    ];
    await expectRefused(changes, [409, "illegal_move", null]);
    await expectRefused([["DELETE", path, undefined, { "if-match": '"2"' }]], [412, "version_mismatch", null]);
    expect((await admin.send("DELETE", path)).status).toBe(204);
    await expectRefused([["DELETE", path]], [404, "not_found", "/id"]);
    await expectRefused([["POST", `/time-off-requests/${id}/approve`]], [409, "illegal_move", null]);
  });
});

describe("a preview", () => {
  const calls: [string, (it: Known) => Call][] = [
    ["a rule's change", ({ mine }) => ["PATCH", `/schedule-rules/${mine.ruleId}`, { label: "Later" }]],
    ["a rule's end", ({ mine }) => ["DELETE", `/schedule-rules/${mine.ruleId}`]],
    ["an exception's change", ({ mine }) => ["PATCH", `/schedule-exceptions/${mine.exceptionId}`, { reason: "Later" }]],
    ["an exception's end", ({ mine }) => ["DELETE", `/schedule-exceptions/${mine.exceptionId}`]],
    ["an approval", ({ mine }) => ["POST", `/time-off-requests/${mine.timeOffId}/approve`, {}]],
  ];

  test.each(calls)("of %s is refused to who has an old version, and stores nothing", async (_, call) => {
    const [method, path, body] = call(known);
    const stale = ['"7"', "abc"].map((version): Call => [
      method,
      `${path}?preview=true`,
      body,
      { "if-match": version },
    ]);
    await expectRefused(stale, [412, "version_mismatch", null]);
    const before = await fingerprint(server.ownerUrl);
    expect((await admin.send(method, `${path}?preview=true`, body, { "if-match": '"1"' })).status).toBe(200);
    expect(await fingerprint(server.ownerUrl)).toEqual(before);
  });

  test.each(calls)("of %s that may be one is refused", async (_, call) => {
    const [method, path, body] = call(known);
    const values = ["maybe", "", "TRUE", "1"];
    const unclear = values.map((value): Call => [method, `${path}?preview=${value}`, body]);
    await expectRefused(unclear, [422, "invalid_request", "/preview"]);
  });

  test.each(calls)("of %s of another organization is not there", async (_, call) => {
    const [method, path, body] = call({ ...known, mine: known.theirs });
    const theirs: Call[] = [
      [method, `${path}?preview=true`, body],
      [method, path, body],
    ];
    await expectRefused(theirs, [404, "not_found", "/id"]);
  });
});

describe("a pool", () => {
  const rows: Row[] = [
    [
      "with one twice",
      ({ mine }) => ({ resource_ids: [mine.roomId, mine.roomId] }),
      422,
      "invalid_request",
      "/resource_ids/1",
    ],
    [
      "with a person",
      ({ mine }) => ({ resource_ids: [mine.roomId, mine.practitionerIds[0]] }),
      422,
      "invalid_request",
      "/resource_ids/1",
    ],
    [
      "with what stands elsewhere",
      ({ farRoomId }) => ({ resource_ids: [farRoomId] }),
      422,
      "invalid_request",
      "/resource_ids/0",
    ],
    [
      "with nothing that there is",
      ({ mine }) => ({ resource_ids: [mine.roomId, nobody] }),
      404,
      "not_found",
      "/resource_ids/1",
    ],
    [
      "with another organization's room",
      ({ theirs }) => ({ resource_ids: [theirs.roomId] }),
      404,
      "not_found",
      "/resource_ids/0",
    ],
    ["of 501", { resource_ids: Array.from({ length: 501 }, () => nobody) }, 422, "invalid_request", "/resource_ids"],
    ["without a name", { name: " \n" }, 422, "invalid_request", "/name"],
  ];
  test.each(rows)("%s is not made", async (_, change, ...refused) => {
    const wanted = { name: "Chairs", clinic_id: known.mine.clinicId, ...told(change) };
    const calls: Call[] = [
      ["POST", "/pools", wanted],
      ["PATCH", `/pools/${known.mine.poolId}`, told(change)],
    ];
    await expectRefused(calls, refused);
  });

  test("of no clinic, of another organization's, and one that moves", async () => {
    const ofNobodys = [nobody, known.theirs.clinicId];
    const made = ofNobodys.map((clinic_id): Call => ["POST", "/pools", { name: "Chairs", clinic_id }]);
    await expectRefused(made, [404, "not_found", "/clinic_id"]);
    const path = `/pools/${known.mine.poolId}`;
    await expectRefused([["PATCH", path, { clinic_id: known.elsewhereId }]], [422, "invalid_request", "/clinic_id"]);
    await expectRefused([["PATCH", path, { name: "Old" }, { "if-match": '"7"' }]], [412, "version_mismatch", null]);
    await expectRefused([["PATCH", `/pools/${known.theirs.poolId}`, { name: "T" }]], [404, "not_found", "/id"]);
  });
});

describe("a service", () => {
  const phase = (what: object) => ({ phases: [{ starts_minute: 0, ends_minute: 30, ...what }] });
  const own = (who: string | undefined, what: object = {}) => ({
    practitioner_overrides: [{ practitioner_id: who, ...what }],
  });
  const rows: Row[] = [
    ["that needs a pool and names none", phase({ need: "pool" }), 422, "invalid_service", "/phases/0/pool_id"],
    ["that needs a kind and names none", phase({ need: "kind" }), 422, "invalid_service", "/phases/0/resource_kind"],
    [
      "that needs a resource and names none",
      phase({ need: "resource" }),
      422,
      "invalid_service",
      "/phases/0/resource_id",
    ],
    [
      "that needs a kind and names a pool",
      ({ mine }) => phase({ need: "kind", resource_kind: "room", pool_id: mine.poolId }),
      422,
      "invalid_service",
      "/phases/0/pool_id",
    ],
    [
      "that needs a pool and names a kind",
      ({ mine }) => phase({ need: "pool", pool_id: mine.poolId, resource_kind: "room" }),
      422,
      "invalid_service",
      "/phases/0/resource_kind",
    ],
    [
      "that needs the practitioner and names a room",
      ({ mine }) => phase({ need: "practitioner", resource_id: mine.roomId }),
      422,
      "invalid_service",
      "/phases/0/resource_id",
    ],
    [
      "that needs any practitioner",
      phase({ need: "kind", resource_kind: "practitioner" }),
      422,
      "invalid_request",
      "/phases/0/resource_kind",
    ],
    ["that needs no pool there is", phase({ need: "pool", pool_id: nobody }), 404, "not_found", "/phases"],
    ["that needs no resource there is", phase({ need: "resource", resource_id: nobody }), 404, "not_found", "/phases"],
    [
      "that needs another organization's pool",
      ({ theirs }) => phase({ need: "pool", pool_id: theirs.poolId }),
      404,
      "not_found",
      "/phases",
    ],
    [
      "that needs another organization's room",
      ({ theirs }) => phase({ need: "resource", resource_id: theirs.roomId }),
      404,
      "not_found",
      "/phases",
    ],
    [
      "with a phase of no length",
      phase({ need: "practitioner", ends_minute: 0 }),
      422,
      "invalid_request",
      "/phases/0/ends_minute",
    ],
    [
      "with a phase backwards",
      phase({ need: "practitioner", starts_minute: 20, ends_minute: 10 }),
      422,
      "invalid_service",
      "/phases/0/ends_minute",
    ],
    [
      "with a phase that outlasts it",
      phase({ need: "practitioner", ends_minute: 31 }),
      422,
      "invalid_service",
      "/phases/0/ends_minute",
    ],
    ["without phases", { phases: [] }, 422, "invalid_request", "/phases"],
    [
      "with 21 phases",
      { phases: Array.from({ length: 21 }, () => ({ starts_minute: 0, ends_minute: 1, need: "practitioner" })) },
      422,
      "invalid_request",
      "/phases",
    ],
    ["longer than a day", { duration_minutes: 1441 }, 422, "invalid_request", "/duration_minutes"],
    [
      "with an override of who does not offer it",
      ({ mine }) => own(mine.practitionerIds[1]),
      422,
      "invalid_service",
      "/practitioner_overrides/0/practitioner_id",
    ],
    ["with an override of nobody", own(nobody), 422, "invalid_service", "/practitioner_overrides/0/practitioner_id"],
    [
      "with an override of another organization's person",
      ({ theirs }) => own(theirs.practitionerIds[0]),
      422,
      "invalid_service",
      "/practitioner_overrides/0/practitioner_id",
    ],
    [
      "with two overrides of one",
      ({ mine }) => ({ practitioner_overrides: [0, 0].map((i) => ({ practitioner_id: mine.practitionerIds[i] })) }),
      422,
      "invalid_service",
      "/practitioner_overrides/1/practitioner_id",
    ],
    [
      "with an override of no time",
      ({ mine }) => own(mine.practitionerIds[0], { duration_minutes: 0 }),
      422,
      "invalid_request",
      "/practitioner_overrides/0/duration_minutes",
    ],
    [
      "with an override that a phase does not fit",
      ({ mine }) => ({
        ...own(mine.practitionerIds[0], { duration_minutes: 10 }),
        phases: [{ starts_minute: 15, ends_minute: 30, need: "practitioner" }],
      }),
      422,
      "invalid_service",
      "/practitioner_overrides/0/duration_minutes",
    ],
    [
      "of another organization's people",
      ({ theirs }) => ({ practitioner_ids: [theirs.practitionerIds[0]] }),
      404,
      "not_found",
      "/practitioner_ids",
    ],
    [
      "at another organization's clinic",
      ({ theirs }) => ({ clinic_ids: [theirs.clinicId] }),
      404,
      "not_found",
      "/clinic_ids",
    ],
  ];
  test.each(rows)("%s is not offered", async (_, change, ...refused) => {
    const { mine } = known;
    const who = { clinic_ids: [mine.clinicId], practitioner_ids: [mine.practitionerIds[0]] };
    const wanted = { duration_minutes: 30, ...who, ...told(change) };
    const calls: Call[] = [
      ["POST", "/services", { name: "New", price_minor: 0, ...wanted }],
      ["PATCH", `/services/${mine.consultationId}`, wanted],
    ];
    await expectRefused(calls, refused);
  });
});

describe("a range", () => {
  const rows: [string, (it: Known) => string, ...Refused][] = [
    ["of starts that is empty", (it) => starts(it, "2026-11-19", "2026-11-19"), 422, "empty_range", "/to"],
    ["of starts, backwards", (it) => starts(it, "2026-11-19", "2026-11-18"), 422, "empty_range", "/to"],
    ["of starts over 401 days", (it) => starts(it, "2026-11-19", "2027-12-25"), 422, "range_too_long", "/to"],
    ["of starts over a century", (it) => starts(it, "2026-11-19", "2126-11-19"), 422, "range_too_long", "/to"],
    ["of starts up to the year 2200", (it) => starts(it, "2199-12-31", "2200-01-01"), 422, "invalid_request", "/to"],
    [
      "of a calendar of 46 days",
      (it) => `/calendar?clinic_id=${it.mine.clinicId}&from=2026-11-01&to=2026-12-17`,
      422,
      "range_too_long",
      "/to",
    ],
    [
      "of slots over 401 days",
      (it) => `/slots?clinic_id=${it.mine.clinicId}&from=2026-11-19&to=2027-12-25`,
      422,
      "range_too_long",
      "/to",
    ],
    ["of exceptions, backwards", () => "/schedule-exceptions?from=2026-11-19&to=2026-11-19", 422, "empty_range", "/to"],
    ["of time off, backwards", () => "/time-off-requests?from=2026-11-19&to=2026-11-18", 422, "empty_range", "/to"],
    [
      "of holidays in the year 2199",
      (it) => `/holidays?clinic_id=${it.mine.clinicId}&year=2199`,
      422,
      "invalid_request",
      "/year",
    ],
  ];
  const starts = ({ mine }: Known, from: string, to: string) =>
    `/availability?service_id=${mine.consultationId}&clinic_id=${mine.clinicId}&from=${from}&to=${to}`;

  test.each(rows)("%s is refused", async (_, path, ...refused) => {
    await expectRefused([["GET", path(known)]], refused);
  });

  test("of slots to be made that is empty, too long, too late or somebody else's is refused", async () => {
    const { mine, theirs } = known;
    const make = (change: object): Call => [
      "POST",
      "/slots/generate",
      { from: "2026-11-19", to: "2026-11-20", ...change },
    ];
    await expectRefused([make({ to: "2026-11-19" })], [422, "empty_range", "/to"]);
    await expectRefused([make({ to: "2027-12-25" })], [422, "range_too_long", "/to"]);
    await expectRefused([make({ from: "2199-12-31", to: "2200-01-01" })], [422, "invalid_request", "/to"]);
    await expectRefused([make({ clinic_id: theirs.clinicId })], [404, "not_found", "/clinic_id"]);
    await expectRefused([make({ resource_id: theirs.roomId })], [404, "not_found", "/resource_id"]);
    await expectRefused([make({ clinic_id: mine.roomId })], [404, "not_found", "/clinic_id"]);
  });
});

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
