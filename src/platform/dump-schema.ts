import type pg from "pg";

/**
 * The whole schema as SQL, in a fixed order: the same text on every server that has run the same migrations, and enough to
 * make the schema again in an empty database.
 *
 * Names and expressions are printed as PostgreSQL's catalog gives them. Leaves `search_path` changed on the connection.
 */
export async function dumpSchema(client: pg.Client): Promise<string> {
  // Without pg_catalog and public in it, names would be printed with their schema, and so differ between connections.
  await client.query("set search_path = public, pg_catalog");
  const parts: string[] = [];
  for (const section of sections) {
    const { rows } = await client.query<{ text: string }>(section);
    parts.push(...rows.map(({ text }) => text));
  }
  return `${parts.join("\n\n")}\n`;
}

const ofExtension = (kind: string, oid: string) =>
  `exists (select 1 from pg_depend d where d.classid = '${kind}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;
const ownTables = `c.relnamespace = 'public'::regnamespace and not ${ofExtension("pg_class", "c.oid")}`;
const ownFunctions = `p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and not ${ofExtension("pg_proc", "p.oid")}`;
const grantee = `case x.grantee when 0 then 'PUBLIC' else x.grantee::regrole::text end`;

const extensions = `
  select string_agg('CREATE EXTENSION ' || extname || ';', e'\\n' order by extname) as text from pg_extension where extname <> 'plpgsql'`;

// PostgreSQL 18 keeps NOT NULL as a constraint too; it is printed with its column, as by older servers.
const tables = `
  select concat_ws(e'\\n', 'CREATE TABLE ' || c.relname || e' (\\n' || concat_ws(e',\\n', columns.text, constraints.text) || e'\\n);',
    indexes.text, policies.text, grants.text) as text
  from pg_class c
  cross join lateral (
    select string_agg('  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' NOT NULL' else '' end
      || case when a.attgenerated <> '' then ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'
              when d.oid is not null then ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) else '' end, e',\\n' order by a.attnum) as text
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) columns
  cross join lateral (
    select string_agg('  CONSTRAINT ' || k.conname || ' ' || pg_get_constraintdef(k.oid), e',\\n'
      order by array_position(array['p', 'u', 'x', 'c'], k.contype::text), k.conname) as text
    from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'x', 'c')) constraints
  cross join lateral (
    select string_agg(pg_get_indexdef(i.indexrelid) || ';', e'\\n' order by r.relname) as text
    from pg_index i join pg_class r on r.oid = i.indexrelid
    where i.indrelid = c.oid and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))) indexes
  cross join lateral (
    select concat_ws(e'\\n', case when c.relrowsecurity then 'ALTER TABLE ' || c.relname || ' ENABLE ROW LEVEL SECURITY;' end,
      case when c.relforcerowsecurity then 'ALTER TABLE ' || c.relname || ' FORCE ROW LEVEL SECURITY;' end,
      string_agg('CREATE POLICY ' || p.polname || ' ON ' || c.relname || case p.polpermissive when true then '' else ' AS RESTRICTIVE' end
        || case p.polcmd when 'r' then ' FOR SELECT' when 'a' then ' FOR INSERT' when 'w' then ' FOR UPDATE' when 'd' then ' FOR DELETE' else '' end
        || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
        || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') || ';', e'\\n' order by p.polname)) as text
    from pg_policy p where p.polrelid = c.oid) policies
  cross join lateral (
    select string_agg('GRANT ' || g.privileges || ' ON ' || c.relname || ' TO ' || g.grantee || ';', e'\\n' order by g.grantee collate "C") as text
    from (select ${grantee} as grantee, string_agg(x.privilege_type, ', ' order by x.privilege_type collate "C") as privileges
          from aclexplode(c.relacl) x where x.grantee <> c.relowner group by x.grantee) g) grants
  where ${ownTables} and c.relkind in ('r', 'p')
  order by c.relname`;

/** After all tables, because they may refer to each other in any order. */
const foreignKeys = `
  select string_agg('ALTER TABLE ' || c.relname || ' ADD CONSTRAINT ' || k.conname || ' ' || pg_get_constraintdef(k.oid) || ';', e'\\n' order by k.conname) as text
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where ${ownTables} and k.contype = 'f' group by c.relname order by c.relname`;

const views = `
  select 'CREATE ' || case c.relkind when 'm' then 'MATERIALIZED ' else '' end || 'VIEW ' || c.relname || e' AS\\n' || pg_get_viewdef(c.oid) as text
  from pg_class c where ${ownTables} and c.relkind in ('v', 'm') order by c.relname`;

const sequences = `
  select 'CREATE SEQUENCE ' || c.relname || ';' as text from pg_class c where ${ownTables} and c.relkind = 'S' order by c.relname`;

const functions = `
  select rtrim(pg_get_functiondef(p.oid), e'\\n') || ';' || coalesce(e'\\n' || nullif(grants.text, ''), '') as text
  from pg_proc p
  cross join lateral (
    select concat_ws(e'\\n',
      case when p.proacl is not null and bool_and(x.grantee <> 0) then 'REVOKE ALL ON FUNCTION ' || p.oid::regprocedure || ' FROM PUBLIC;' end,
      string_agg('GRANT EXECUTE ON FUNCTION ' || p.oid::regprocedure || ' TO ' || ${grantee} || ';', e'\\n' order by ${grantee} collate "C")
        filter (where x.grantee not in (p.proowner, 0))) as text
    from aclexplode(p.proacl) x) grants
  where ${ownFunctions} order by p.proname, p.oid::regprocedure::text collate "C"`;

const triggers = `
  select pg_get_triggerdef(t.oid) || ';' as text from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where ${ownTables} and not t.tgisinternal order by c.relname, t.tgname`;

const sections = [extensions, sequences, tables, foreignKeys, views, functions, triggers];
