import type pg from "pg";
import { dumpSchema } from "../../src/platform/dump-schema.ts";

interface Built {
  table: string;
  name: string;
  drop: string;
  build: string;
}

// Checks stay: they cost a row little. Foreign keys go first, whatever table they are of, and come last.
const foreignKeys = `
  select conrelid::regclass::text as table, conname as name, format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as build
  from pg_constraint where contype = 'f' and (conrelid = any ($1::regclass[]) or confrelid = any ($1::regclass[])) order by 1, 2`;

const keys = foreignKeys
  .replace("contype = 'f'", "contype in ('p', 'u')")
  .replace(" or confrelid = any ($1::regclass[])", "");

const indexes = `
  select indrelid::regclass::text as table, indexrelid::regclass::text as name, format('drop index %s', indexrelid::regclass) as drop,
    pg_get_indexdef(indexrelid) as build
  from pg_index i where indrelid = any ($1::regclass[])
    and not exists (select 1 from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x')) order by 1, 2`;

const exclusions = `
  select conrelid::regclass::text as table, conindid::regclass::text as name
  from pg_constraint where contype = 'x' and conrelid = any ($1::regclass[]) order by 1, 2`;

/**
 * Runs `fill` while these tables have no index and no key, and makes these again: on many rows that is far faster than keeping them.
 * Throws when the schema is not what it was. Gives the milliseconds that each index and key took.
 */
export async function whileBare(
  owner: pg.Client,
  tables: readonly string[],
  fill: () => Promise<void>,
): Promise<{ name: string; ms: number }[]> {
  const before = await schemaOf(owner);
  const parts: Built[][] = [];
  for (const sql of [foreignKeys, keys, indexes]) parts.push((await owner.query<Built>(sql, [tables])).rows);
  for (const { drop } of parts.flat()) await owner.query(drop);
  const asleep = (await owner.query<{ table: string; name: string }>(exclusions, [tables])).rows;
  for (const { name } of asleep) await setReady(owner, name, false);
  await writeRarely(owner);
  await fill();
  await owner.query("set maintenance_work_mem = '2GB'");
  const took: { name: string; ms: number }[] = [];
  const run = async (name: string, statement: string) => {
    const began = performance.now();
    await owner.query(statement);
    took.push({ name, ms: performance.now() - began });
  };
  for (const { name } of asleep) await setReady(owner, name, true);
  for (const table of new Set(asleep.map((index) => index.table)))
    await run(`${table}, exclusions`, `vacuum full ${table}`);
  for (const { name, build } of parts.toReversed().flat()) await run(name, build);
  await writeAsUsual(owner);
  if ((await schemaOf(owner)) !== before)
    throw new Error("The schema is not what it was before the tables were filled.");
  return took;
}

/**
 * An exclusion constraint that is added looks up every row once more, one after another: hours for millions. It stays
 * instead, its index sleeps while rows come, and VACUUM FULL builds it without the second look. What is written does not
 * overlap by how it is made, and `verify` sees that at the sizes that it is run for.
 */
async function setReady(owner: pg.Client, index: string, ready: boolean): Promise<void> {
  await owner.query("update pg_index set indisready = $2, indisvalid = $2 where indexrelid = $1::regclass", [
    index,
    ready,
  ]);
}

const rarely = { max_wal_size: "4GB", checkpoint_timeout: "1h" };

/** Pages that are filled one after another need not go to the disk every minute. */
async function writeRarely(owner: pg.Client): Promise<void> {
  for (const [name, value] of Object.entries(rarely)) await owner.query(`alter system set ${name} = '${value}'`);
  await owner.query("select pg_reload_conf()");
}

async function writeAsUsual(owner: pg.Client): Promise<void> {
  for (const name of Object.keys(rarely)) await owner.query(`alter system reset ${name}`);
  await owner.query("select pg_reload_conf()");
  await owner.query("checkpoint");
}

async function schemaOf(owner: pg.Client): Promise<string> {
  const schema = await dumpSchema(owner);
  await owner.query("reset search_path");
  return schema;
}
