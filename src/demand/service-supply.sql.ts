import type { Transaction } from "../platform/database.ts";
import type { Phase } from "./check-phases.ts";
import type { PractitionerOverride } from "./practitioner-override.ts";

/** From now on these clinics offer the service and no others. */
export async function replaceServiceClinics(tx: Transaction, id: string, clinicIds: string[]): Promise<void> {
  await tx.rows(
    `with withdrawn as (
       delete from service_clinics where organization_id = $1 and service_id = $2 and clinic_id <> all ($3::uuid[])
     )
     insert into service_clinics (organization_id, service_id, clinic_id)
     select $1, $2, clinic_id from unnest($3::uuid[]) as clinic_id
     on conflict (organization_id, service_id, clinic_id) do nothing`,
    [tx.organizationId, id, clinicIds],
  );
}

/** From now on these practitioners offer the service and no others, and these of them do something otherwise. */
export async function replaceServicePractitioners(
  tx: Transaction,
  id: string,
  practitionerIds: readonly string[],
  overrides: readonly PractitionerOverride[],
): Promise<void> {
  await tx.rows(
    `with withdrawn as (
       delete from service_practitioners where organization_id = $1 and service_id = $2 and practitioner_id <> all ($3::uuid[])
     )
     insert into service_practitioners as p (organization_id, service_id, practitioner_id, duration_minutes, price_minor,
       buffer_before_minutes, buffer_after_minutes)
     select $1, $2, practitioner_id, o.duration_minutes, o.price_minor, o.buffer_before_minutes, o.buffer_after_minutes
     from (select distinct unnest($3::uuid[]) as practitioner_id) offering
       left join unnest($4::uuid[], $5::smallint[], $6::bigint[], $7::smallint[], $8::smallint[])
         as o (practitioner_id, duration_minutes, price_minor, buffer_before_minutes, buffer_after_minutes) using (practitioner_id)
     on conflict (organization_id, service_id, practitioner_id) do update set duration_minutes = excluded.duration_minutes,
       price_minor = excluded.price_minor, buffer_before_minutes = excluded.buffer_before_minutes,
       buffer_after_minutes = excluded.buffer_after_minutes
     where (p.duration_minutes, p.price_minor, p.buffer_before_minutes, p.buffer_after_minutes) is distinct from
       (excluded.duration_minutes, excluded.price_minor, excluded.buffer_before_minutes, excluded.buffer_after_minutes)`,
    [
      tx.organizationId,
      id,
      practitionerIds,
      overrides.map(({ practitioner_id }) => practitioner_id),
      overrides.map(({ duration_minutes }) => duration_minutes),
      overrides.map(({ price_minor }) => price_minor),
      overrides.map(({ buffer_before_minutes }) => buffer_before_minutes),
      overrides.map(({ buffer_after_minutes }) => buffer_after_minutes),
    ],
  );
}

export async function insertPhases(tx: Transaction, serviceId: string, phases: readonly Phase[]): Promise<void> {
  await tx.rows(
    `insert into service_phases (organization_id, service_id, position, starts_minute, ends_minute, need, resource_id, pool_id,
       resource_kind)
     select $1, $2, position, starts_minute, ends_minute, need, resource_id, pool_id, resource_kind
     from unnest($3::smallint[], $4::smallint[], $5::text[], $6::uuid[], $7::uuid[], $8::text[]) with ordinality
       as f (starts_minute, ends_minute, need, resource_id, pool_id, resource_kind, position)`,
    [
      tx.organizationId,
      serviceId,
      phases.map(({ starts_minute }) => starts_minute),
      phases.map(({ ends_minute }) => ends_minute),
      phases.map(({ need }) => need),
      phases.map(({ resource_id }) => resource_id),
      phases.map(({ pool_id }) => pool_id),
      phases.map(({ resource_kind }) => resource_kind),
    ],
  );
}

export async function deletePhases(tx: Transaction, serviceId: string): Promise<void> {
  await tx.rows("delete from service_phases where organization_id = $1 and service_id = $2", [
    tx.organizationId,
    serviceId,
  ]);
}
