import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureAppSignIn } from "../src/platform/app-role.ts";
import { tables } from "../src/platform/tables.ts";
import { LearnedDurations } from "../src/reception/estimates/learned-durations.ts";
import { tellEstimates } from "../src/reception/estimates/tell-estimates.ts";
import { openTestServer, type TestServer } from "./server.ts";
import { wishAt } from "./clinic.ts";
import { furnishAdmissions } from "./operations-admissions.ts";
import { furnishWard } from "./operations-day.ts";
import { furnishDemand } from "./operations-demand.ts";
import { furnishPeople } from "./operations-people.ts";

const tenantTables = Object.entries(tables)
  .filter(([, spread]) => spread.role === "sharded" && spread.key === "organization_id")
  .map(([name]) => name);
const appendOnly = ["events", "payment_entries", "payment_adjustments"];

let server: TestServer;
let app: pg.Client;
beforeAll(async () => {
  server = await openTestServer();
  await fillTables();
  app = new pg.Client(await ensureAppSignIn(server.ownerUrl));
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await server.close();
});

/** What a day at the desk leaves empty: nothing was imported, no number was given up, and the relay is quick. */
const unfilled = ["imported_rows", "void_queue_numbers", "outbox"];

async function fillTables(): Promise<void> {
  const desk = server.as("receptionist");
  await server.signedIn("receptionist");
  const { body } = await desk.send<{ appointment: { id: string }; payment: { id: string } }>(
    "POST",
    "/appointments",
    wishAt(server.ids, "2026-11-18T12:00:00Z"),
    { "idempotency-key": "once" },
  );
  const breaks = [{ start_local: "13:00", end_local: "13:30" }];
  await server.as("admin").send("PATCH", `/schedule-rules/${server.ids.ruleId}`, { breaks });
  const { clinicId, roomId } = server.ids;
  const holidays = { resource_id: server.ids.practitionerIds[1], from: "2026-12-24", to: "2026-12-27" };
  await desk.post("/schedule-exceptions", { kind: "blocked", ...holidays });
  await desk.post("/time-off-requests", holidays);
  await server.as("admin").post("/pools", { clinic_id: clinicId, name: "Rooms", resource_ids: [roomId] });
  await desk.post(`/appointments/${body.appointment.id}/check-in`);
  await desk.post(`/payments/${body.payment.id}/entries`, { kind: "receipt", amount_minor: 1, method: "cash" });
  const drawer = await desk.post<{ id: string }>("/cash-drawers", { clinic_id: clinicId, float_minor: 0 });
  await desk.post(`/payments/${body.payment.id}/waive`, { amount_minor: 1, reason: "A friend" });
  await desk.post(`/cash-drawers/${drawer.body.id}/close`, { counted_minor: 1 });
  await desk.post("/day-close", { clinic_id: clinicId, date: "2026-11-17" });
  const came = { clinic_id: clinicId, service_id: server.ids.consultationId, patient: {} };
  await desk.post("/visits", came);
  await tellEstimates(server.house, server.ids.organizationId, new LearnedDurations());
  const ward = await furnishWard(server.as("admin"), server.ids);
  await furnishAdmissions(server.as("admin"), server.ids, ward);
  const demand = await furnishDemand(server.as("admin"), server.ids, server.house);
  await desk.send("PATCH", `/booking-requests/${demand.requestId}`, { patterns: [{ weekday: 1 }] });
  await furnishPeople(desk);
  await server.as("doctor").post(`/patients/${server.ids.patientIds[0]}/medical-notes`, { body: "Noted" });
}

/** Runs statements as the server's role in a transaction that is rolled back; gives the rows of the last one. */
async function asApp(tenant: string | null, ...statements: string[]): Promise<Record<string, unknown>[]> {
  await app.query("begin");
  try {
    if (tenant !== null) await app.query(`set local app.organization_id = '${tenant}'`);
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await app.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await app.query("rollback");
  }
}

const refusal =
  /permission denied|must be owner|violates row-level security|unrecognized configuration parameter|invalid input syntax/;

test("the server's role is nobody: no owner, no superuser, no bypass", async () => {
  const [role] = await asApp(
    null,
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit,
       (select count(*)::int from pg_class where relowner = r.oid) + (select count(*)::int from pg_proc where proowner = r.oid)
         + (select count(*)::int from pg_namespace where nspowner = r.oid) as owned,
       (select count(*)::int from pg_auth_members where member = r.oid) as memberships
     from pg_roles r where rolname = current_user`,
  );
  expect(role).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    rolinherit: false,
    owned: 0,
    memberships: 0,
  });
});

test.for(tenantTables)("%s: without a tenant there is an error, with another's there is nothing", async (table) => {
  await expect(asApp(null, `select * from ${table}`)).rejects.toThrow(refusal);
  await expect(asApp("", `select * from ${table}`)).rejects.toThrow(refusal);
  const { organizationId } = server.other;
  const foreign = `select count(*)::int as rows from ${table} where organization_id <> '${organizationId}'`;
  expect(await asApp(organizationId, foreign)).toEqual([{ rows: 0 }]);
});

test("with the own tenant the own rows are there", async () => {
  for (const table of tenantTables.filter((name) => !unfilled.includes(name))) {
    const [row] = await asApp(server.ids.organizationId, `select count(*)::int as rows from ${table}`);
    expect([table, row!["rows"]]).not.toEqual([table, 0]);
  }
});

test.for(tenantTables)("%s: no row can be written for another tenant", async (table) => {
  const { ids, other } = server;
  // The policy is asked before anything that the rest of the row would break.
  const insert = `insert into ${table} (organization_id) values ('${other.organizationId}')`;
  await expect(asApp(ids.organizationId, insert)).rejects.toThrow(/violates row-level security/);
  if (unfilled.includes(table)) return;
  const update = `update ${table} set organization_id = '${other.organizationId}'`;
  await expect(asApp(ids.organizationId, update)).rejects.toThrow(/permission denied|violates row-level security/);
});

test.for(tenantTables)("%s: nothing of another tenant can be changed or deleted", async (table) => {
  const { ids, other } = server;
  const foreign = `where organization_id = '${ids.organizationId}'`;
  for (const statement of [
    `update ${table} set organization_id = organization_id ${foreign} returning 1 as one`,
    `delete from ${table} ${foreign} returning 1 as one`,
  ]) {
    const changed = await asApp(other.organizationId, statement).catch((error: Error) => {
      expect(error.message).toMatch(/permission denied/);
      return [];
    });
    expect(changed).toEqual([]);
  }
});

test.for([
  "alter table visits disable row level security",
  "alter table visits no force row level security",
  "drop policy visits_tenant on visits",
  "create policy open on visits using (true)",
  "alter role current_user bypassrls",
  "set role postgres",
  "create table mine (id integer)",
  "create function mine() returns integer language sql as 'select 1'",
  "truncate visits",
  "insert into schema_migrations values ('x', now())",
  "update organizations set name = 'mine'",
  "delete from organizations",
])("the server's role may not: %s", async (statement) => {
  await expect(asApp(server.ids.organizationId, statement)).rejects.toThrow(
    /permission denied|must be owner|must be superuser|does not exist|must have|Only roles/i,
  );
});

test("turning row_security off hides nothing and shows nothing", async () => {
  await expect(
    asApp(server.ids.organizationId, "set local row_security = off", "select * from visits"),
  ).rejects.toThrow(/would be affected by row-level security/);
});

test.for(appendOnly)("%s can be added to, and never changed", async (table) => {
  const { organizationId } = server.ids;
  for (const statement of [`update ${table} set id = id`, `delete from ${table}`, `truncate ${table}`])
    await expect(asApp(organizationId, statement)).rejects.toThrow(/permission denied/);
});

test.for([
  ["find_patients_by_name", "array['john'], 10", 1],
  ["find_patients_by_phone", "'1', 10", 2],
] as const)("%s looks into no other organization", async ([name, wanted, known]) => {
  const { ids, other } = server;
  const search = (organization: string) => `select * from ${name}('${organization}', ${wanted})`;
  expect(await asApp(ids.organizationId, search(ids.organizationId))).toHaveLength(known);
  expect(await asApp(ids.organizationId, search(other.organizationId))).toEqual([]);
  await expect(asApp(null, search(ids.organizationId))).rejects.toThrow(refusal);
});

test("one transaction's tenant does not outlive it", async () => {
  await asApp(server.ids.organizationId, "select 1");
  await expect(asApp(null, "select * from visits")).rejects.toThrow(refusal);
});
