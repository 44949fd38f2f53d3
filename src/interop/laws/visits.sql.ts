import type { Law } from "./law.ts";

const ofAppointment: Law = {
  law: 4,
  title: "An appointment has exactly one visit and one payment",
  sql: `select jsonb_build_array(jsonb_build_object('appointment_id', a.id, 'status', a.status, 'visits', v.found, 'payments', p.found)) as rows
    from appointments a
    cross join lateral (select count(*) as found from visits where organization_id = $1 and appointment_id = a.id) v
    cross join lateral (
      select count(*) as found from payments m join visits on visits.organization_id = $1 and visits.id = m.visit_id
      where m.organization_id = $1 and m.appointment_id = a.id and m.patient_id = a.patient_id and visits.appointment_id = a.id) p
    where a.organization_id = $1 and (v.found <> 1 or p.found <> 1)
    order by a.id`,
};

const ofWalkIn: Law = {
  law: 4,
  title: "A walk-in visit has no appointment and one payment",
  sql: `select jsonb_build_array(jsonb_build_object('visit_id', v.id, 'status', v.status, 'appointment_id', v.appointment_id, 'payments', p.found)) as rows
    from visits v
    cross join lateral (
      select count(*) as found from payments
      where organization_id = $1 and visit_id = v.id and appointment_id is null and patient_id = v.patient_id) p
    where v.organization_id = $1 and v.visit_type = 'walk_in' and (v.appointment_id is not null or p.found <> 1)
    order by v.id`,
};

const numbers: Law = {
  law: 5,
  title: "The queue numbers given for a clinic's date are 1..n",
  sql: `with given as (
      select clinic_id, service_date, queue_number from visits where organization_id = $1 and queue_number is not null
      union all
      select clinic_id, service_date, queue_number from void_queue_numbers where organization_id = $1),
    counted as (
      select clinic_id, service_date, count(*) as given, count(distinct queue_number) as distinct_given, min(queue_number) as lowest, max(queue_number) as highest
      from given group by 1, 2)
    select jsonb_build_array(jsonb_build_object('clinic_id', coalesce(c.clinic_id, q.clinic_id), 'service_date', coalesce(c.service_date, q.service_date),
      'given', coalesce(c.given, 0), 'lowest', c.lowest, 'highest', c.highest, 'last_number', q.last_number,
      'missing', (select coalesce(jsonb_agg(n order by n), '[]') from generate_series(1, greatest(c.highest, q.last_number)) as n
                  where not exists (select 1 from given g where g.clinic_id = c.clinic_id and g.service_date = c.service_date and g.queue_number = n)),
      'repeated', (select coalesce(jsonb_agg(n order by n), '[]') from (
                    select g.queue_number as n from given g where g.clinic_id = c.clinic_id and g.service_date = c.service_date
                    group by 1 having count(*) > 1) r))) as rows
    from counted c
    full join (select clinic_id, service_date, last_number from queue_counters where organization_id = $1) q
      on q.clinic_id = c.clinic_id and q.service_date = c.service_date
    where c.given is distinct from q.last_number or c.distinct_given <> c.given or c.lowest <> 1 or c.highest <> q.last_number
    order by 1`,
};

export const visitLaws = [ofAppointment, ofWalkIn, numbers];
