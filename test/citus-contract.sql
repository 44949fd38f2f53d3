-- What must hold so that the tables can be spread over many nodes by organization_id without changing a line of the application.
-- Read-only, on plain PostgreSQL 15 or newer. $1 is the manifest: a JSON array of {tbl, role, key}.
-- One row per violation: rule, object, detail. Tables of another key than organization_id form a group of their own.
with manifest as (
  select to_regclass(m.tbl)::oid as oid, m.tbl, m.role, m.key,
    (select a.attnum from pg_attribute a where a.attrelid = to_regclass(m.tbl) and a.attname = m.key and not a.attisdropped) as dcol
  from jsonb_to_recordset($1) as m (tbl text, role text, key text)),
relation as (
  select c.* from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\_%'
    and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')),
defaults as (select d.adrelid, d.adnum, pg_get_expr(d.adbin, d.adrelid) as expr from pg_attrdef d),
key_column as (
  select m.tbl, m.key, a.attnotnull, a.attgenerated, a.atttypid, a.atttypmod from manifest m
  join pg_attribute a on a.attrelid = m.oid and a.attnum = m.dcol where m.role = 'sharded'),
foreign_key as (
  select c.*, a.role as from_role, b.role as to_role, a.key as from_key, b.key as to_key, a.dcol as from_dcol, b.dcol as to_dcol,
    c.conrelid::regclass || '.' || c.conname as object
  from pg_constraint c join manifest a on a.oid = c.conrelid join manifest b on b.oid = c.confrelid where c.contype = 'f'),
violation as (
  select 'C01 table not in the manifest' as rule, c.oid::regclass::text as object, '' as detail from relation c
  where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't' and not exists (select 1 from manifest m where m.oid = c.oid)
  union all
  select 'C01 the manifest names a table that is not there', tbl, '' from manifest where oid is null

  -- The key exists, is never null, never computed, and of one type everywhere.
  union all select 'C02 key is missing', tbl, key from manifest where role = 'sharded' and dcol is null
  union all select 'C02 key may be null', tbl, key from key_column where not attnotnull
  union all select 'C02 key is generated', tbl, key from key_column where attgenerated <> ''
  union all
  select 'C02 key is of another type', k.tbl, format_type(k.atttypid, k.atttypmod) from key_column k
  where k.atttypid <> (select mode() within group (order by o.atttypid) from key_column o where o.key = k.key)

  union all
  select 'C03 no primary key', tbl, '' from manifest
  where role in ('sharded', 'reference') and not exists (select 1 from pg_constraint c where c.conrelid = manifest.oid and c.contype = 'p')
  union all
  select 'C04 unique index without the key', i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from manifest m
  join pg_index i on i.indrelid = m.oid
  where m.role = 'sharded' and i.indisunique and not (m.dcol = any ((i.indkey::int2[])[0:i.indnkeyatts - 1]))
  union all
  select 'C05 exclusion without the key WITH =', c.conname, pg_get_constraintdef(c.oid) from manifest m
  join pg_constraint c on c.conrelid = m.oid and c.contype = 'x'
  where m.role = 'sharded' and not exists (
    select 1 from unnest(c.conkey, c.conexclop) u (k, op) join pg_operator o on o.oid = u.op where u.k = m.dcol and o.oprname = '=')
  union all
  select 'C06 foreign key between sharded tables must pair their keys', object, pg_get_constraintdef(oid) from foreign_key
  where from_role = 'sharded' and to_role = 'sharded'
    and (from_key <> to_key or not exists (select 1 from unnest(conkey, confkey) u (x, y) where u.x = from_dcol and u.y = to_dcol))
  union all
  select 'C06 foreign key from ' || from_role || ' to ' || to_role, object, pg_get_constraintdef(oid) from foreign_key
  where (from_role, to_role) in (('reference', 'sharded'), ('local', 'sharded'), ('sharded', 'local'), ('reference', 'local'))
  union all
  select 'C07 ON DELETE or ON UPDATE would change the key', object, pg_get_constraintdef(oid) from foreign_key
  where from_role = 'sharded' and from_dcol = any (conkey) and (confdeltype in ('n', 'd') or confupdtype in ('n', 'd', 'c'))
  union all
  select 'C08 trigger', m.tbl, t.tgname::text from manifest m join pg_trigger t on t.tgrelid = m.oid where m.role <> 'local' and not t.tgisinternal
  union all
  select 'C09 rule', m.tbl, r.rulename::text from manifest m join pg_rewrite r on r.ev_class = m.oid where m.role <> 'local'
  union all
  select 'C10 inheritance', i.inhrelid::regclass::text, i.inhparent::regclass::text from pg_inherits i
  join pg_class c on c.oid = i.inhrelid join manifest m on m.oid in (i.inhrelid, i.inhparent)
  where not c.relispartition and c.relkind in ('r', 'p')
  union all
  select 'C10 partitions of partitions', c.oid::regclass::text, '' from relation c where c.relkind = 'p' and c.relispartition
  union all
  select 'C11 exclusion constraint on a partition', c.conrelid::regclass || '.' || c.conname, '' from pg_constraint c
  join pg_class r on r.oid = c.conrelid where c.contype = 'x' and (r.relispartition or r.relkind = 'p')

  -- Ids from sequences exceed 2^53 on some nodes, and a small integer overflows at once.
  union all
  select case when a.atttypid = 'int8'::regtype then 'C13 id from a sequence' else 'C12 small integer from a sequence' end, m.tbl, a.attname::text
  from manifest m join pg_attribute a on a.attrelid = m.oid and a.attnum > 0 and not a.attisdropped
  left join defaults d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where m.role = 'sharded' and a.atttypid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) and (a.attidentity <> '' or d.expr ~ 'nextval\(')
  -- A volatile default sends INSERT … SELECT through the coordinator and hides the SQLSTATE of what it violates.
  union all
  select distinct 'C14 volatile default', m.tbl, a.attname || ' = ' || d.expr from manifest m
  join pg_attribute a on a.attrelid = m.oid and a.attnum > 0 and a.attgenerated = ''
  join defaults d on d.adrelid = a.attrelid and d.adnum = a.attnum
  cross join lateral regexp_matches(d.expr, '([a-z_][a-z0-9_]*)\(', 'g') f
  join pg_proc p on p.proname = f[1] and p.provolatile = 'v'
  where m.role = 'sharded' and d.expr !~ 'nextval\('
  -- Names leave room for a shard's suffix.
  union all
  select 'C15 name longer than 54 bytes', c.conname::text, length(c.conname)::text from pg_constraint c
  join manifest m on m.oid = c.conrelid where length(c.conname) > 54
  union all
  select 'C15 name longer than 54 bytes', c.relname::text, length(c.relname)::text from relation c where length(c.relname) > 54
  union all
  select distinct 'C16 function over sharded tables does not begin with p_organization_id', p.oid::regprocedure::text, '' from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
  join manifest m on m.role = 'sharded' and m.key = 'organization_id' and p.prosrc ~* ('\m' || m.tbl || '\M')
  where n.nspname not in ('pg_catalog', 'information_schema') and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
    and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    and coalesce(p.proargnames[1], '') <> 'p_organization_id'
  union all
  select 'C17 materialized view', c.oid::regclass::text, '' from relation c where c.relkind = 'm'
  union all
  select 'C18 policy does not compare the key with the tenant', p.polrelid::regclass || '.' || p.polname, pg_get_expr(p.polqual, p.polrelid)
  from pg_policy p join manifest m on m.oid = p.polrelid
  where m.role = 'sharded' and m.key = 'organization_id'
    and coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
      !~ 'organization_id.*current_setting\(''app\.organization_id'
  union all
  select 'C18 no policy, or row-level security is off', m.tbl, '' from manifest m join pg_class c on c.oid = m.oid
  where m.role = 'sharded' and m.key = 'organization_id'
    and (not c.relrowsecurity or not exists (select 1 from pg_policy p where p.polrelid = m.oid))
  union all
  select 'C19 extension', extname::text, extversion from pg_extension
  where extname not in ('plpgsql', 'btree_gin', 'btree_gist', 'citext', 'pg_trgm', 'pg_stat_statements', 'pgcrypto', 'citus', 'citus_columnar')
  union all
  select 'C20 foreign table', c.oid::regclass::text, '' from relation c where c.relkind = 'f'
  union all
  select 'C21 index does not begin with the key', i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from manifest m
  join pg_index i on i.indrelid = m.oid where m.role = 'sharded' and i.indkey[0] <> m.dcol
)
select rule, object, detail from violation order by 1, 2, 3
