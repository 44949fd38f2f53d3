import type { Law } from "./law.ts";

interface Told {
  subject: "appointment" | "visit";
  table: "appointments" | "visits";
  /** With its article, as a title says it. */
  called: string;
  /** What is in the columns of which the first events of old rows know nothing, because they came later. */
  unsaid?: Record<string, number>;
}

// Of an object that is built with a key twice, the later value stays: aggregating in the order of versions folds them.
const replay = ({ subject, table, called, unsaid = {} }: Told): Law => ({
  law: 9,
  title: `Replaying ${called}'s events gives its row`,
  sql: `with folded as (
      select e.subject_id, jsonb_object_agg(c.key, c.value order by e.version) as fields
      from events e cross join lateral jsonb_each(e.change) c
      where e.organization_id = $1 and e.subject = '${subject}' group by e.subject_id),
    compared as (
      select a.id, to_jsonb(a) as stored,
        to_jsonb(jsonb_populate_record(null::${table}, '${JSON.stringify(unsaid)}'::jsonb || f.fields || jsonb_build_object('organization_id', $1::uuid))) as replayed
      from ${table} a left join folded f on f.subject_id = a.id where a.organization_id = $1)
    select jsonb_build_array(jsonb_build_object('${subject}_id', id, 'differs_in', case when replayed is null then '["everything"]' else (
        select jsonb_agg(s.key order by s.key) from jsonb_each(stored) s where replayed -> s.key is distinct from s.value) end)) as rows
    from compared where replayed is distinct from stored
    order by id`,
});

// A snapshot holds the whole row, as of a time from which no events are: it may come first with any number.
const versions = ({ subject, table, called }: Told): Law => ({
  law: 9,
  title: `${called[0]!.toUpperCase()}${called.slice(1)}'s events are numbered 1..n without a gap, and its version is n`,
  sql: `with told as (
      select subject_id, count(*) as events, max(version) as last_version, min(version) as first_version,
        min(version) filter (where kind = 'snapshot') as snapshot_version
      from events where organization_id = $1 and subject = '${subject}' group by subject_id)
    select jsonb_build_array(jsonb_build_object('${subject}_id', coalesce(a.id, t.subject_id), 'version', a.version, 'events', coalesce(t.events, 0),
      'first_version', t.first_version, 'last_version', t.last_version)) as rows
    from (select id, version from ${table} where organization_id = $1) a full join told t on t.subject_id = a.id
    where a.version is distinct from t.last_version or t.first_version <> coalesce(t.snapshot_version, 1)
      or t.events <> t.last_version - t.first_version + 1
    order by coalesce(a.id, t.subject_id)`,
});

const told: Told[] = [
  { subject: "appointment", table: "appointments", called: "an appointment" },
  { subject: "visit", table: "visits", called: "a visit", unsaid: { priority: 0, call_count: 0 } },
];

export const replayLaws: Law[] = told.flatMap((one) => [replay(one), versions(one)]);
