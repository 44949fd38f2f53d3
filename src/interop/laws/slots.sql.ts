import { type Law, liveClaim } from "./law.ts";

/** The status of a slot follows from its counts, so it is right exactly when they are. */
export const slotLaw: Law = {
  law: 3,
  title: "A slot is booked (held) exactly when a live (held) claim of its resource covers it",
  sql: `with counted as (
      select s.resource_id, s.lane, s.starts_at, count(*) filter (where c.status = 'held') as held, count(*) filter (where c.status = 'active') as active
      from resource_claims c
      join slots s on s.organization_id = $1 and s.resource_id = c.resource_id and s.lane = c.lane
        and s.starts_at > c.starts_at - interval '12 hours' and s.starts_at < c.ends_at and s.ends_at > c.starts_at
      where c.organization_id = $1 and c.status in ${liveClaim}
      group by 1, 2, 3)
    select jsonb_build_array(jsonb_build_object('resource_id', s.resource_id, 'lane', s.lane, 'starts_at', s.starts_at, 'status', s.status,
      'held_claims', s.held_claims, 'active_claims', s.active_claims, 'held_found', coalesce(c.held, 0), 'active_found', coalesce(c.active, 0))) as rows
    from slots s
    left join counted c on c.resource_id = s.resource_id and c.lane = s.lane and c.starts_at = s.starts_at
    where s.organization_id = $1 and (s.held_claims <> coalesce(c.held, 0) or s.active_claims <> coalesce(c.active, 0))
    order by s.resource_id, s.lane, s.starts_at`,
};
