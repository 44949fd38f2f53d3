import { readFileSync, writeFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dumpSchema } from "../src/platform/dump-schema.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";

const committed = new URL("../docs/reference/schema.sql", import.meta.url);

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

async function dumpAfter(statement: string): Promise<string> {
  await owner.query("begin");
  try {
    await owner.query(statement);
    return await dumpSchema(owner);
  } finally {
    await owner.query("rollback");
  }
}

test("the schema is the one that docs/reference/schema.sql shows", async () => {
  const schema = await dumpSchema(owner);
  // A migration's net effect is reviewed as the change of this file: npm run tessera -- schema > docs/reference/schema.sql
  if (process.env["UPDATE_SCHEMA"]) writeFileSync(committed, schema);
  expect(schema).toBe(readFileSync(committed, "utf8"));
});

test("it makes the same schema again in an empty database", async () => {
  const schema = await dumpSchema(owner);
  await owner.query("begin");
  try {
    await owner.query("drop schema public cascade; create schema public");
    await owner.query(schema);
    // A condition that has been printed and read again has fewer brackets; nothing else may differ.
    const bare = (text: string) => text.replace(/[()]/g, "");
    expect(bare(await dumpSchema(owner))).toBe(bare(schema));
  } finally {
    await owner.query("rollback");
  }
});

test.for([
  "alter table visits add extra text",
  "alter table visits alter notes set not null",
  "alter table visits alter notes set default 'none'",
  "alter table visits drop constraint visits_status_known",
  "drop index visits_day_idx",
  "drop policy visits_tenant on visits",
  "alter table visits disable row level security",
  "grant delete on visits to tessera_app",
  "create or replace function require_rows(p_code text, p_expected bigint, p_actual bigint) returns bigint language sql as 'select 1'",
  "grant execute on function find_patients_by_name to public",
  "revoke execute on function find_patients_by_name from tessera_app",
  "create view everybody as select name from patients",
  "create extension pgcrypto",
  "create trigger touch before update on visits for each row execute function suppress_redundant_updates_trigger()",
])("a change shows in it: %s", async (statement) => {
  expect(await dumpAfter(statement)).not.toBe(await dumpSchema(owner));
});
