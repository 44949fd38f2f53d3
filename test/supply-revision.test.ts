import { afterAll, beforeAll, expect, test } from "vitest";
import { type Operation, permissions } from "../src/core/roles.ts";
import { Postgres } from "../src/platform/database.ts";
import { readOffer } from "../src/booking/offer.ts";
import { appUrlOf } from "../src/platform/app-role.ts";
import { Temporal } from "temporal-polyfill";
import { tables } from "../src/platform/tables.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Furnished, furnish, sampleCalls } from "./operations.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** Whatever an offer is made from and can be changed raises the revision; what changes with every booking is read each time. */
const revised = [
  "clinics",
  "resources",
  "practitioners",
  "practitioner_clinics",
  "schedule_rules",
  "schedule_rule_breaks",
  "pools",
  "pool_resources",
  "schedule_exceptions",
  "services",
  "service_phases",
  "service_clinics",
  "service_practitioners",
];
const readEachTime = ["supply_revisions", "resource_claims", "appointments", "patients"];

let server: TestServer;
let ids: Furnished;
beforeAll(async () => {
  server = await openTestServer();
  ids = await furnish(server.as("admin"), server.ids, server.house);
});
afterAll(() => server.close());

test("an offer is read from no other table", async () => {
  const postgres = new Postgres(appUrlOf(server.ownerUrl), { connections: 1 });
  const texts: string[] = [];
  const from = Temporal.Instant.from("2026-11-19T12:00:00Z");
  const wish = {
    clinicId: ids.clinicId,
    serviceId: ids.consultationId,
    practitionerId: null,
    patientId: ids.patientIds[0],
    from,
    to: from.add({ minutes: 1 }),
  };
  try {
    await postgres.read(ids.organizationId, async (database) => {
      const rows: typeof database.rows = (sql, values) => {
        texts.push(typeof sql === "string" ? sql : sql.text);
        return database.rows(sql, values);
      };
      await readOffer({ ...database, rows }, wish, from);
    });
  } finally {
    await postgres.close();
  }
  const words = texts.flatMap((text) =>
    [...text.matchAll(/\b(?:from|join)\s+([a-z_]+)\b(?!\.)/g)].map(([, word]) => word!),
  );
  expect(new Set(words.filter((word) => word in tables))).toEqual(new Set([...revised, ...readEachTime]));
});

test("every operation that changes what offers are made from raises the revision, and nothing else does", async () => {
  const admin = server.as("admin");
  const changing: Operation[] = [];
  for (const operation of Object.keys(permissions) as Operation[]) {
    const { method, path, body } = sampleCalls(ids)[operation];
    if (method === "GET") continue;
    const before = await fingerprint(server.ownerUrl, ids.organizationId);
    await admin.send(method, path, body);
    const after = await fingerprint(server.ownerUrl, ids.organizationId);
    const changes = revised.some((table) => before[table] !== after[table]);
    const raises = before["supply_revisions"] !== after["supply_revisions"];
    expect([operation, raises]).toEqual([operation, changes]);
    if (changes) changing.push(operation);
  }
  // A sample that is refused would show nothing.
  expect(changing.sort()).toEqual([
    "approveTimeOffRequest",
    "cancelSession",
    "changeClinic",
    "changePool",
    "changePractitioner",
    "changeResource",
    "changeScheduleException",
    "changeScheduleRule",
    "changeService",
    "changeSessionBed",
    "changeSessionRule",
    "closeSession",
    "createClinic",
    "createPool",
    "createPractitioner",
    "createResource",
    "createScheduleException",
    "createScheduleRule",
    "createService",
    "createSessionRule",
    "deleteScheduleException",
    "deleteScheduleRule",
    "putOnSession",
    "reopenSession",
  ]);
});

test("a preview raises nothing", async () => {
  const before = await fingerprint(server.ownerUrl, ids.organizationId);
  const { status } = await server.as("admin").post("/schedule-exceptions?preview=true", {
    kind: "blocked",
    clinic_id: ids.clinicId,
    from: "2030-05-01",
    to: "2030-05-02",
  });
  expect(status).toBe(200);
  expect(await fingerprint(server.ownerUrl, ids.organizationId)).toEqual(before);
});
