import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tables } from "../src/platform/tables.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";

const contract = readFileSync(new URL("citus-contract.sql", import.meta.url), "utf8");
const manifest: { tbl: string; role: string; key: string }[] = Object.entries(tables).map(([tbl, spread]) => ({
  tbl,
  role: spread.role,
  key: spread.role === "sharded" ? spread.key : "organization_id",
}));

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await openTestDatabase();
  owner = new pg.Client(database.ownerUrl);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

async function violations(known = manifest): Promise<string[]> {
  const { rows } = await owner.query<{ rule: string; object: string }>(contract, [JSON.stringify(known)]);
  return rows.map(({ rule, object }) => `${rule}: ${object}`);
}

test("the schema keeps the contract", async () => {
  expect(await violations()).toEqual([]);
});

test("a table that the manifest has and the schema has not is a violation", async () => {
  const more = [...manifest, { tbl: "gone", role: "sharded", key: "organization_id" }];
  expect(await violations(more)).toEqual([
    "C01 the manifest names a table that is not there: gone",
    "C02 key is missing: gone",
    "C03 no primary key: gone",
  ]);
});

const broken: [statement: string, ...violations: string[]][] = [
  ["create table extra (organization_id uuid not null)", "C01 table not in the manifest: extra"],
  [
    "alter table outbox drop column organization_id cascade",
    "C02 key is missing: outbox",
    "C03 no primary key: outbox",
    "C18 no policy, or row-level security is off: outbox",
  ],
  [
    "alter table outbox drop constraint outbox_pkey; alter table outbox alter organization_id drop not null",
    "C02 key may be null: outbox",
    "C03 no primary key: outbox",
  ],
  [
    `alter table outbox drop constraint outbox_organization_fk; drop policy outbox_tenant on outbox;
     alter table outbox alter organization_id type text;
     create policy outbox_tenant on outbox using (organization_id = current_setting('app.organization_id'))`,
    "C02 key is of another type: outbox",
  ],
  [
    "create unique index everywhere on patients (phone)",
    "C04 unique index without the key: everywhere",
    "C21 index does not begin with the key: everywhere",
  ],
  [
    "alter table resource_claims add constraint global_lock exclude using gist (resource_id with =, organization_id with <>)",
    "C05 exclusion without the key WITH =: global_lock",
    "C21 index does not begin with the key: global_lock",
  ],
  [
    `create unique index patients_id_key on patients (organization_id, id);
     alter table visits add constraint crossed foreign key (id, organization_id) references patients (organization_id, id)`,
    "C06 foreign key between sharded tables must pair their keys: visits.crossed",
  ],
  [
    "alter table organizations add constraint owned foreign key (id, id) references patients (organization_id, id)",
    "C06 foreign key from reference to sharded: organizations.owned",
  ],
  [
    `alter table visits drop constraint visits_practitioner_fk, add constraint forgetful foreign key (organization_id, practitioner_id)
     references practitioners (organization_id, id) on delete set null`,
    "C07 ON DELETE or ON UPDATE would change the key: visits.forgetful",
  ],
  [
    "create trigger touch before update on visits for each row execute function suppress_redundant_updates_trigger()",
    "C08 trigger: visits",
  ],
  ["create rule shadow as on insert to outbox do also nothing", "C09 rule: outbox"],
  ["create table child () inherits (outbox)", "C01 table not in the manifest: child", "C10 inheritance: child"],
  [
    "create sequence s; alter table visits alter version set default nextval('s')",
    "C12 small integer from a sequence: visits",
  ],
  ["create sequence s; alter table rooms alter last_seq set default nextval('s')", "C13 id from a sequence: rooms"],
  ["alter table visits alter id set default gen_random_uuid()", "C14 volatile default: visits"],
  ["alter table visits alter created_at set default clock_timestamp()", "C14 volatile default: visits"],
  [
    `alter table visits rename constraint visits_clinic_fk to ${"long_".repeat(11)}`,
    `C15 name longer than 54 bytes: ${"long_".repeat(11)}`,
  ],
  [
    "create function count_visits(p_clinic uuid) returns bigint language sql as 'select count(*) from visits where clinic_id = p_clinic'",
    "C16 function over sharded tables does not begin with p_organization_id: count_visits(uuid)",
  ],
  ["create materialized view stale as select 1 as one", "C17 materialized view: stale"],
  [
    "drop policy visits_tenant on visits; create policy visits_tenant on visits using (true)",
    "C18 policy does not compare the key with the tenant: visits.visits_tenant",
  ],
  ["alter table visits disable row level security", "C18 no policy, or row-level security is off: visits"],
  ["create extension unaccent", "C19 extension: unaccent"],
  ["create index visits_by_status on visits (status)", "C21 index does not begin with the key: visits_by_status"],
];

test.for(broken)("broken by: %s", async ([statement, ...expected]) => {
  await owner.query("begin");
  try {
    await owner.query(statement);
    expect(await violations()).toEqual(expected);
  } finally {
    await owner.query("rollback");
  }
});
