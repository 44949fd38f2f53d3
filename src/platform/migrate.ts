import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { soundKey } from "../core/name-sounds.ts";
import { ensureAppRole } from "./app-role.ts";

/** Beside the bundle in a build, beside this file in the sources. */
const folder = fileURLToPath(new URL("./migrations/", import.meta.url));

/** Any number, as long as every version of Tessera uses the same: it serialises migrators that start at once. */
const migrationLock = 7_355_608;

/**
 * Brings the database of `ownerUrl` to this version's schema and makes the role as which the server signs in.
 *
 * Plain numbered SQL, forward only, each file in its own transaction. Two processes that start at once migrate one after
 * the other. Throws when the database has migrations that this version does not know, or is older than PostgreSQL 15.
 */
export async function migrate(ownerUrl: string): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await requireVersion(client);
    await ensureAppRole(client);
    await client.query(`create table if not exists schema_migrations (
      name text not null constraint schema_migrations_pkey primary key, applied_at timestamptz not null)`);
    const done = (await client.query<{ name: string }>("select name from schema_migrations")).rows.map(
      (row) => row.name,
    );
    const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
    const unknown = done.filter((name) => !files.includes(name));
    if (unknown.length > 0)
      throw new Error(`The database is newer than this Tessera: it has ${unknown.join(", ")}. Update Tessera.`);
    const applied = files.filter((name) => !done.includes(name));
    for (const name of applied) await apply(client, name);
    await fillSoundKeys(client);
    return { applied };
  } finally {
    await client.end();
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string; server_version: string }>(
    "select current_setting('server_version_num') as server_version_num, current_setting('server_version') as server_version",
  );
  if (Number(rows[0]?.server_version_num) < 150_000)
    throw new Error(`PostgreSQL 15 or newer is needed; this one is ${rows[0]?.server_version}.`);
}

/** What only the application can compute, for patients who were written down before it was. */
async function fillSoundKeys(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ organization_id: string; id: string; name: string }>(
      "select organization_id, id, name from patients where sound_key is null limit 2000",
    );
    if (rows.length === 0) return;
    await client.query(
      `update patients p set sound_key = f.sound_key
       from unnest($1::uuid[], $2::uuid[], $3::text[]) as f (organization_id, id, sound_key)
       where p.organization_id = f.organization_id and p.id = f.id and p.sound_key is null`,
      [rows.map((row) => row.organization_id), rows.map(({ id }) => id), rows.map(({ name }) => soundKey(name))],
    );
  }
}

async function apply(client: pg.Client, name: string): Promise<void> {
  const statements = splitStatements(await readFile(folder + name, "utf8"));
  await client.query("begin");
  try {
    for (const statement of statements) await client.query(statement);
    await client.query("insert into schema_migrations (name, applied_at) values ($1, now())", [name]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** One statement per query, as a distributed database asks for: cut at semicolons that end a line, outside `$$` bodies. */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let current = "";
  let inBody = false;
  for (const line of sql.split("\n")) {
    current += `${line}\n`;
    if ((line.match(/\$\$/g)?.length ?? 0) % 2 === 1) inBody = !inBody;
    if (inBody || !line.trimEnd().endsWith(";") || line.trimStart().startsWith("--")) continue;
    statements.push(current.trim());
    current = "";
  }
  return statements;
}
