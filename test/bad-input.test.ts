import type { OpenAPIV3_1 } from "openapi-types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Operation, permissions } from "../src/core/roles.ts";
import type { Client } from "./client.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Furnished, furnish, sampleCalls } from "./operations.ts";
import { nobody, type Refusal, refusalsOf } from "./refusals.ts";
import { openTestServer, type TestServer } from "./server.ts";

const operations = Object.keys(permissions) as Operation[];

let server: TestServer;
let admin: Client;
let mine: Furnished;
let documented: Map<string, OpenAPIV3_1.OperationObject>;
beforeAll(async () => {
  server = await openTestServer();
  admin = server.as("admin");
  mine = await furnish(admin, server.ids, server.house);
  const { body } = await server.anonymous.get<OpenAPIV3_1.Document>("//openapi.json");
  const all = Object.values(body.paths ?? {}).flatMap((item) =>
    Object.values(item as Record<string, OpenAPIV3_1.OperationObject>),
  );
  documented = new Map(all.map((operation) => [operation.operationId ?? "", operation]));
});
afterAll(() => server.close());

/** Medical notes are the doctors' alone. */
const clientOf = ({ path }: { path: string }): Client =>
  path.includes("/medical-notes") ? server.as("doctor") : admin;

/** Each call is refused with problem details that name the field, and none of them leaves a trace. */
async function expectRefused(refusals: Refusal[]): Promise<void> {
  const before = await fingerprint(server.ownerUrl);
  await Promise.all(refusals.map(expectOne));
  expect(await fingerprint(server.ownerUrl)).toEqual(before);
}

async function expectOne({ what, call, pointer, status }: Refusal): Promise<void> {
  const { status: found, body, headers } = await clientOf(call).send(call.method, call.path, call.body);
  const named = (body.errors ?? []).some(
    (error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`),
  );
  const type = headers.get("content-type");
  expect([what, found, named, type], `answered ${JSON.stringify(body)}`).toEqual([
    what,
    status,
    true,
    "application/problem+json",
  ]);
}

test.each(operations)("%s refuses whatever is wrong, names it, and writes nothing", async (operation) => {
  const sample = sampleCalls(mine)[operation];
  const refusals = refusalsOf(documented.get(operation)!, sample);
  if (sample.body || sample.path.includes("?") || sample.path.includes(mine.clinicId))
    expect(refusals.length).toBeGreaterThan(2);
  await expectRefused(refusals);
});

test.each(operations)("%s takes no body but an object", async (operation) => {
  const sample = sampleCalls(mine)[operation];
  const { method, path } = sample;
  if (method !== "POST" && method !== "PATCH") return;
  for (const value of [[], "text", 1, true])
    expect([value, (await clientOf(sample).send(method, path, value)).status]).toEqual([value, 422]);
});

describe("a body that cannot be read", () => {
  const json = { "content-type": "application/json" };
  const bytes = (...values: number[]) => new Uint8Array(values);
  test.each<[string, { headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> }, number]>([
    ["cut off", { headers: json, body: '{"name":' }, 400],
    ["two documents", { headers: json, body: '{"name":"a"}{"name":"b"}' }, 400],
    ["a number without end", { headers: json, body: '{"name": NaN}' }, 400],
    ["too deep", { headers: json, body: "[".repeat(200_000) }, 400],
    ["a prototype", { headers: json, body: '{"name":"a","__proto__":{"admin":true}}' }, 400],
    ["a constructor", { headers: json, body: '{"name":"a","constructor":{"prototype":{"admin":true}}}' }, 400],
    [
      "not UTF-8",
      { headers: json, body: bytes(0x7b, 0x22, 0x6e, 0x61, 0x6d, 0x65, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d) },
      400,
    ],
    ["UTF-16", { headers: json, body: new Uint8Array(Buffer.from('{"name":"a"}', "utf16le")) }, 400],
    ["text", { headers: { "content-type": "text/plain" }, body: '{"name":"a"}' }, 400],
    ["XML", { headers: { "content-type": "application/xml" }, body: "<name>a</name>" }, 400],
    ["a form", { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "name=a" }, 400],
    ["of no type", { headers: { "content-type": "" }, body: '{"name":"a"}' }, 400],
    [
      "compressed",
      { headers: { ...json, "content-encoding": "gzip" }, body: bytes(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3) },
      400,
    ],
    ["ten megabytes", { headers: json, body: `{"name":"${"a".repeat(10_000_000)}"}` }, 413],
    ["ten megabytes of space", { headers: json, body: " ".repeat(10_000_000) }, 413],
    ["nothing", { headers: json, body: "" }, 422],
    ["null", { headers: json, body: "null" }, 422],
  ])("%s", async (_, request, status) => {
    const before = await fingerprint(server.ownerUrl);
    const answer = await admin.sendRaw("POST", "/patients", request);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
    expect(answer.body.errors?.[0]?.pointer).toBe("");
    expect(await fingerprint(server.ownerUrl)).toEqual(before);
  });

  test("sign-in refuses them too, and never says what was wrong with whom", async () => {
    const wrong = await server.anonymous.post("/session", {
      email: mine.accounts.admin.email,
      password: "not the password",
    });
    const unknown = await server.anonymous.post("/session", {
      email: "nobody@test.example",
      password: "not the password",
    });
    expect([wrong.status, wrong.body.code, wrong.body.detail]).toEqual([401, "wrong_credentials", unknown.body.detail]);
    expect((await server.anonymous.post("/session", { email: "a\u0000b", password: "\u0000" })).status).toBe(401);
    expect((await server.anonymous.post("/session", { email: {}, password: [] })).status).toBe(422);
    expect((await server.anonymous.post("/session", { email: "a".repeat(255), password: "a" })).status).toBe(422);
  });
});

describe("cursors that somebody made up", () => {
  const made = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  const forgeries = [
    "abc",
    "null",
    "e30",
    made(),
    made("a"),
    made("a", "b"),
    made(1, 2),
    made("a", null),
    made("\u0000", nobody),
    made("a", "b", "c"),
    made("a", "b", "c", "d"),
    made({ toString: 1 }),
    made("2026-11-19T12:00:00", nobody, "1"),
    made("2026-11-19T12:00:00Z", nobody, "99999"),
    made(nobody, "1", "99:99", nobody),
  ];
  // Names may be anything, dates and instants may not.
  const dated = [made("9999-99-99", nobody), made("a", nobody)];

  const paged = operations.filter((operation) => operation.startsWith("list") && operation !== "listVisitTickets");
  test.each(paged)("%s", async (operation) => {
    const sample = sampleCalls(mine)[operation];
    const [path, query = ""] = sample.path.split("?");
    const more = ["listAppointments", "listPayments"].includes(operation) ? dated : [];
    await expectRefused(
      [...forgeries, ...more].map((cursor) => ({
        what: cursor,
        call: { ...sample, path: `${path}?${query}&cursor=${cursor}` },
        pointer: "/cursor",
        status: 422,
      })),
    );
  });
});

describe("what a rule refuses", () => {
  const book = (change: object) =>
    admin.post("/appointments", { ...sampleCalls(mine).bookAppointment.body, ...change });

  test.each<[string, object, number, string, string]>([
    ["a start in the past", { starts_at: "2026-11-18T07:50:00Z" }, 422, "in_the_past", "/starts_at"],
    ["a start long ago", { starts_at: "1970-01-01T00:00:00Z" }, 422, "in_the_past", "/starts_at"],
    ["a start too far ahead", { starts_at: "2027-11-19T12:00:00Z" }, 422, "beyond_horizon", "/starts_at"],
    ["a start within a minute", { starts_at: "2026-11-19T12:00:30Z" }, 422, "invalid_request", "/starts_at"],
    ["a start within a second", { starts_at: "2026-11-19T12:00:00.000000001Z" }, 422, "invalid_request", "/starts_at"],
    ["a clinic that is a patient", { clinic_id: "patient" }, 404, "not_found", "/clinic_id"],
    ["a practitioner that is a room", { practitioner_id: "room" }, 404, "not_found", "/practitioner_id"],
  ])("%s", async (_, change, status, code, pointer) => {
    const ids: Record<string, string> = { patient: mine.patientIds[0], room: mine.roomId };
    const meant = Object.fromEntries(
      Object.entries(change).map(([name, value]) => [name, ids[value as string] ?? (value as string)]),
    );
    const before = await fingerprint(server.ownerUrl);
    const answer = await book(meant);
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.pointer]).toEqual([status, code, pointer]);
    expect(await fingerprint(server.ownerUrl)).toEqual(before);
  });

  test("outside hours, and a service that the practitioner does not offer", async () => {
    const { body: newcomer } = await admin.post<{ id: string }>("/practitioners", {
      name: "Part-time",
      clinic_ids: [mine.clinicId],
    });
    const refused = await book({ practitioner_id: newcomer.id });
    expect([refused.status, refused.body.code, refused.body.errors?.[0]?.pointer]).toEqual([
      422,
      "not_offered",
      "/practitioner_id",
    ]);
    await admin.send("PATCH", `/services/${mine.consultationId}`, {
      practitioner_ids: [...mine.practitionerIds, newcomer.id],
    });
    const outside = await book({ practitioner_id: newcomer.id });
    expect([outside.status, outside.body.code, outside.body.errors?.[0]?.pointer]).toEqual([
      422,
      "outside_hours",
      "/starts_at",
    ]);
    const { body: elsewhere } = await admin.post<{ id: string }>("/clinics", {
      name: "Elsewhere",
      timezone: "Africa/Cairo",
    });
    const there = await book({ clinic_id: elsewhere.id });
    expect([there.status, there.body.code, there.body.errors?.[0]?.pointer]).toEqual([
      422,
      "not_offered",
      "/service_id",
    ]);
  });
});

describe("what is unusual and right", () => {
  test.each([
    "👩‍⚕️ Ήβη 🇬🇷",
    "محمد عبد الرحمن",
    "ශ්‍රියානි ප්‍රනාන්දු",
    "தமிழ்ச்செல்வி",
    "O’Brien-Müller, Jr.",
    "李小龍",
    "𠮷野家",
    "<script>alert(1)</script>",
    "Robert'); DROP TABLE patients;--",
    "null",
    "👨‍👩‍👧‍👦".repeat(18),
  ])("the name %s", async (name) => {
    const { status, body } = await admin.post<{ id: string; name: string }>("/patients", { name });
    expect([status, body.name]).toEqual([201, name.normalize("NFC")]);
    const { body: found } = await admin.get<{ name: string }>(`/patients/${body.id}`);
    expect(found.name).toBe(name.normalize("NFC"));
  });

  test("a birth date on 29 February, and none on the 30th or tomorrow's tomorrow", async () => {
    const born = (birth_date: string) => admin.post("/patients", { name: "Born", birth_date });
    expect((await born("2024-02-29")).status).toBe(201);
    for (const date of ["2023-02-29", "2026-02-30", "2026-11-20", "1890-01-01", "2026-11-18T00:00:00Z", "18/11/2026"])
      expect([(await born(date)).status, (await born(date)).body.errors?.[0]?.pointer]).toEqual([422, "/birth_date"]);
  });

  test("a call that needs no body takes an empty one", async () => {
    const { body } = await admin.post<{ visit: { id: string } }>("/visits", {
      clinic_id: mine.clinicId,
      patient_id: mine.patientIds[0],
      service_id: mine.consultationId,
    });
    const answer = await admin.sendRaw("POST", `/visits/${body.visit.id}/call`, {
      headers: { "content-type": "application/json" },
    });
    expect(answer.status).toBe(200);
  });
});

describe("headers that cannot be meant", () => {
  test.each(["", " ", "x".repeat(256), "clé", "a\tb"])("Idempotency-Key %j", async (key) => {
    const { method, path, body } = sampleCalls(mine).createPatient;
    const answer = await admin.send(method, path, body, { "idempotency-key": key });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([422, "application/problem+json"]);
  });

  test.each(["abc", "1.5", "-1", '"9999999999"', "*, 1", '"1", "2"'])("If-Match %s", async (version) => {
    const { method, path, body } = sampleCalls(mine).changePatient;
    const answer = await admin.send(method, path, body, { "if-match": version });
    expect([answer.status, answer.body.code]).toEqual([412, "version_mismatch"]);
  });

  test("an Authorization that is none", async () => {
    for (const authorization of ["Bearer", "Bearer ", "Basic YTpi", `Bearer ${"x".repeat(8000)}`, "Bearer a b c"])
      expect((await server.anonymous.send("GET", "/clinics", undefined, { authorization })).status).toBe(401);
  });
});

test("addresses that nobody serves are problem details as well", async () => {
  for (const path of [
    "/nothing",
    "/patients/%zz",
    `/patients/${"a".repeat(3000)}`,
    "/patients/x/y/z",
    "//fhir/x",
    "//metrics/x",
  ]) {
    const { status, headers, body } = await admin.get(path);
    expect([path, status >= 400 && status < 500, headers.get("content-type")]).toEqual([
      path,
      true,
      "application/problem+json",
    ]);
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\bat \w+ \(/);
  }
});

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
