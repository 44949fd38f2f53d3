import type { Database, Transaction } from "../platform/database.ts";

/** A resource that is a person who treats: where they work, and what they offer (which demand keeps). */
export interface PractitionerRow {
  id: string;
  version: number;
  name: string;
  specialty: string | null;
  share_basis_points: number;
  lanes: number;
  clinic_ids: string[];
  service_ids: string[];
  status: "active" | "retired";
}

const practitioners = `
  select r.id, r.version, r.name, p.specialty, p.share_basis_points, r.lanes, r.status,
    array(select c.clinic_id from practitioner_clinics c
          where c.organization_id = $1 and c.practitioner_id = r.id order by c.clinic_id) as clinic_ids,
    array(select s.service_id from service_practitioners s
          where s.organization_id = $1 and s.practitioner_id = r.id order by s.service_id) as service_ids
  from practitioners p join resources r on r.organization_id = $1 and r.id = p.id
  where p.organization_id = $1`;

export async function insertPractitioner(
  tx: Transaction,
  id: string,
  specialty: string | null,
  shareBasisPoints: number,
): Promise<void> {
  await tx.rows(
    "insert into practitioners (organization_id, id, specialty, share_basis_points) values ($1, $2, $3, $4)",
    [tx.organizationId, id, specialty, shareBasisPoints],
  );
}

export async function updatePractitioner(
  tx: Transaction,
  id: string,
  specialty: string | null,
  shareBasisPoints: number,
): Promise<void> {
  await tx.rows(
    "update practitioners set specialty = $3, share_basis_points = $4 where organization_id = $1 and id = $2",
    [tx.organizationId, id, specialty, shareBasisPoints],
  );
}

/** From now on the practitioner works at these clinics and no others. */
export async function replacePractitionerClinics(tx: Transaction, id: string, clinicIds: string[]): Promise<void> {
  await tx.rows(
    `with left_behind as (
       delete from practitioner_clinics where organization_id = $1 and practitioner_id = $2 and clinic_id <> all ($3::uuid[])
     )
     insert into practitioner_clinics (organization_id, practitioner_id, clinic_id)
     select $1, $2, clinic_id from unnest($3::uuid[]) as clinic_id
     on conflict (organization_id, practitioner_id, clinic_id) do nothing`,
    [tx.organizationId, id, clinicIds],
  );
}

export async function findPractitioner(database: Database, id: string): Promise<PractitionerRow | undefined> {
  const [row] = await database.rows<PractitionerRow>(`${practitioners} and p.id = $2`, [database.organizationId, id]);
  return row;
}

/** All practitioners, after the keyset (name, id). */
export async function listPractitioners(
  database: Database,
  after: (string | null)[],
  limit: number,
): Promise<PractitionerRow[]> {
  return await database.rows(
    `${practitioners} and ($2::text is null or (r.name, r.id) > ($2, $3::uuid)) order by r.name, r.id limit $4`,
    [database.organizationId, ...after, limit],
  );
}

/** Who works at the clinic now; who left is not among them. After the keyset (name, id). */
export async function listClinicPractitioners(
  database: Database,
  clinicId: string,
  after: (string | null)[],
  limit: number,
): Promise<PractitionerRow[]> {
  return await database.rows(
    `${practitioners} and r.status = 'active'
       and p.id in (select practitioner_id from practitioner_clinics where organization_id = $1 and clinic_id = $2)
       and ($3::text is null or (r.name, r.id) > ($3, $4::uuid))
     order by r.name, r.id limit $5`,
    [database.organizationId, clinicId, ...after, limit],
  );
}
