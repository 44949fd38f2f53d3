import type { Database } from "../platform/database.ts";
import type { Phase } from "./check-phases.ts";
import type { PractitionerOverride } from "./practitioner-override.ts";

/** A service as booking needs it: its limits, its phases, and by whom it is offered at one clinic. */
export interface NeededServiceRow {
  id: string;
  name: string;
  duration_minutes: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  buffers_shareable: boolean;
  price_minor: number;
  deposit_minor: number;
  currency: string;
  consultation_mode: "in_person" | "video" | "phone";
  min_notice_minutes: number;
  max_future_days: number;
  requires_approval: boolean;
  late_cancel_notice_minutes: number;
  allow_patient_reschedule: boolean;
  max_reschedule_count: number;
  status: string;
  offered_here: boolean;
  practitioner_ids: string[];
  /** Of those who do anything otherwise, wherever they work. */
  overrides: PractitionerOverride[];
  phases: NeededPhase[];
}

/** A phase with what could meet it at the clinic, the preferred first; the practitioner is for the booking to say. */
export interface NeededPhase extends Phase {
  suitable_ids: string[];
}

const neededService = {
  name: "needed_service",
  text: `select s.id, s.name, s.duration_minutes, s.buffer_before_minutes, s.buffer_after_minutes, s.buffers_shareable,
           s.price_minor, s.deposit_minor, s.currency, s.consultation_mode, s.min_notice_minutes, s.max_future_days,
           s.requires_approval, s.late_cancel_notice_minutes, s.allow_patient_reschedule, s.max_reschedule_count, s.status,
           exists (select 1 from service_clinics c where c.organization_id = $1 and c.service_id = s.id and c.clinic_id = $3) as offered_here,
           array(select p.practitioner_id from service_practitioners p
                 join practitioner_clinics c on c.organization_id = $1 and c.practitioner_id = p.practitioner_id and c.clinic_id = $3
                 where p.organization_id = $1 and p.service_id = s.id order by p.practitioner_id) as practitioner_ids,
           coalesce((select json_agg(json_build_object('practitioner_id', p.practitioner_id, 'duration_minutes', p.duration_minutes,
                       'price_minor', p.price_minor, 'buffer_before_minutes', p.buffer_before_minutes,
                       'buffer_after_minutes', p.buffer_after_minutes) order by p.practitioner_id)
                     from service_practitioners p where p.organization_id = $1 and p.service_id = s.id
                       and num_nonnulls(p.duration_minutes, p.price_minor, p.buffer_before_minutes, p.buffer_after_minutes) > 0),
                    '[]') as overrides,
           (select json_agg(json_build_object('starts_minute', f.starts_minute, 'ends_minute', f.ends_minute, 'need', f.need,
                     'resource_id', f.resource_id, 'pool_id', f.pool_id, 'resource_kind', f.resource_kind, 'suitable_ids', case f.need
                       when 'resource' then json_build_array(f.resource_id)
                       when 'pool' then (
                         select coalesce(json_agg(m.resource_id order by m.position), '[]')
                         from pools p join pool_resources m on m.organization_id = $1 and m.pool_id = p.id
                         join resources r on r.organization_id = $1 and r.id = m.resource_id and r.status = 'active'
                         where p.organization_id = $1 and p.id = f.pool_id and p.clinic_id = $3 and p.status = 'active')
                       when 'kind' then (
                         select coalesce(json_agg(r.id order by r.name, r.id), '[]') from resources r
                         where r.organization_id = $1 and r.kind = f.resource_kind and r.status = 'active'
                           and (r.clinic_id = $3 or r.clinic_id is null))
                       else '[]' end) order by f.position)
            from service_phases f where f.organization_id = $1 and f.service_id = s.id) as phases
         from services s where s.organization_id = $1 and s.id = $2`,
};

export async function selectNeededService(
  database: Database,
  serviceId: string,
  clinicId: string,
): Promise<NeededServiceRow | undefined> {
  const [row] = await database.rows<NeededServiceRow>(neededService, [database.organizationId, serviceId, clinicId]);
  return row;
}
