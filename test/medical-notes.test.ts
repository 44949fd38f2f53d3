import { afterAll, beforeAll, expect, test } from "vitest";
import { type Operation, permissions, type Role, roles } from "../src/core/roles.ts";
import { type Furnished, furnish, sampleCalls } from "./operations.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** What doctors write for each other: nobody else reads it, wherever they look. */
let server: TestServer;
let mine: Furnished;
const secret = "Wrote-this-for-colleagues-alone";
beforeAll(async () => {
  server = await openTestServer();
  mine = await furnish(server.as("admin"), server.ids, server.house);
});
afterAll(() => server.close());

const notes = () => `/patients/${mine.patientIds[0]}/medical-notes`;

test("a note is not changed: another one corrects it", async () => {
  const doctor = server.as("doctor");
  const { body: first } = await doctor.post<{ id: string }>(notes(), { body: secret });
  const { status, body } = await doctor.post(notes(), { body: `${secret} rightly`, corrects_id: first.id });
  expect([status, body]).toEqual([201, expect.objectContaining({ corrects_id: first.id })]);
  const { body: page } = await doctor.get<{ items: object[] }>(notes());
  expect(page.items).toEqual([
    expect.objectContaining({ body: `${secret} rightly`, corrected_by_id: null }),
    expect.objectContaining({ body: secret, corrected_by_id: expect.any(String) as string }),
  ]);
  expect((await doctor.send("PATCH", `${notes()}/${first.id}`, { body: "x" })).status).toBe(404);
  const elsewhere = `/patients/${mine.patientIds[1]}/medical-notes`;
  expect((await doctor.post(elsewhere, { body: "x", corrects_id: first.id })).status).toBe(404);
});

const readings = (Object.keys(permissions) as Operation[]).filter((operation) =>
  /^(list|read|find|explain|export|report)/.test(operation),
);

test.each(roles.filter((role) => role !== "doctor"))("a %s reads none of it, by any operation", async (role: Role) => {
  const client = server.as(role);
  for (const operation of readings) {
    const { method, path, body } = sampleCalls(mine)[operation];
    const { body: answer } = await client.send<object>(method, path, body);
    expect([operation, JSON.stringify(answer)]).toEqual([operation, expect.not.stringContaining("colleagues-alone")]);
  }
  expect((await client.get(notes())).status).toBe(403);
  expect((await client.post(notes(), { body: "x" })).status).toBe(403);
});

test("nor does a doctor find it where it does not belong", async () => {
  const doctor = server.as("doctor");
  for (const operation of readings.filter((one) => one !== "listMedicalNotes")) {
    const { method, path, body } = sampleCalls(mine)[operation];
    const { body: answer } = await doctor.send<object>(method, path, body);
    expect([operation, JSON.stringify(answer)]).toEqual([operation, expect.not.stringContaining("colleagues-alone")]);
  }
  const found = await doctor.get<{ items: object[] }>(`/patients?query=${secret}`);
  expect(found.body.items).toEqual([]);
});
