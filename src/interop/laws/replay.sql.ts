import type { Law } from "./law.ts";

// Of an object that is built with a key twice, the later value stays: aggregating in the order of versions folds them.
const replay: Law = {
  law: 9,
  title: "Replaying an appointment's events gives its row",
  sql: `with folded as (
      select e.subject_id, jsonb_object_agg(c.key, c.value order by e.version) as fields
      from events e cross join lateral jsonb_each(e.change) c
      where e.organization_id = $1 and e.subject = 'appointment' group by e.subject_id),
    compared as (
      select a.id, to_jsonb(a) as stored,
        to_jsonb(jsonb_populate_record(null::appointments, f.fields || jsonb_build_object('organization_id', $1::uuid))) as replayed
      from appointments a left join folded f on f.subject_id = a.id where a.organization_id = $1)
    select jsonb_build_array(jsonb_build_object('appointment_id', id, 'differs_in', case when replayed is null then '["everything"]' else (
        select jsonb_agg(s.key order by s.key) from jsonb_each(stored) s where replayed -> s.key is distinct from s.value) end)) as rows
    from compared where replayed is distinct from stored
    order by id`,
};

const versions: Law = {
  law: 9,
  title: "An appointment's events are numbered 1..n without a gap, and its version is n",
  sql: `with told as (
      select subject_id, count(*) as events, min(version) as first_version, max(version) as last_version
      from events where organization_id = $1 and subject = 'appointment' group by subject_id)
    select jsonb_build_array(jsonb_build_object('appointment_id', coalesce(a.id, t.subject_id), 'version', a.version, 'events', coalesce(t.events, 0),
      'first_version', t.first_version, 'last_version', t.last_version)) as rows
    from (select id, version from appointments where organization_id = $1) a full join told t on t.subject_id = a.id
    where a.version is distinct from t.events or t.first_version <> 1 or t.last_version <> t.events
    order by coalesce(a.id, t.subject_id)`,
};

export const replayLaws = [replay, versions];
