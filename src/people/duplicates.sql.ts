import type { Database } from "../platform/database.ts";
import { patientColumns, type PatientRow } from "./patients.sql.ts";

/** Day and month exchanged, where that is a date. */
const swapped = (date: string) =>
  `case when extract(day from ${date}) <= 12
     then make_date(extract(year from ${date})::int, extract(day from ${date})::int, extract(month from ${date})::int) end`;

/** How many of year, month and day are the same: none where a date is missing. */
const partsInCommon = (one: string, other: string) =>
  ["year", "month", "day"]
    .map((part) => `coalesce((extract(${part} from ${one}) = extract(${part} from ${other}))::int, 0)`)
    .join(" + ");

/**
 * Who may be the same person: by number, by birth date, by a name that sounds the same. A name that is only like this one is no
 * reason to look unless number or birth date agree, too. Of those who share a birth date or a sound with many, the nearest in
 * what else they say.
 */
export async function selectCandidates(
  database: Database,
  patient: PatientRow & { name_key: string; sound_key: string },
): Promise<PatientRow[]> {
  return await database.rows(
    `with found as (
       select id from patients where organization_id = $1 and phone = $3 and merged_into is null
       union
       (select id from patients where organization_id = $1 and merged_into is null
          and (birth_date = $4::date or birth_date = ${swapped("$4::date")})
        order by provisional desc, greatest(similarity(name_key, $5), similarity(sound_key, $6)) desc limit 400)
       union
       (select id from patients where organization_id = $1 and merged_into is null and sound_key = $6 and $6 <> ''
        order by ${partsInCommon("birth_date", "$4::date")} desc, name_key = $5 desc, id limit 100))
     select ${patientColumns("p")} from found f join patients p on p.organization_id = $1 and p.id = f.id
     where p.id <> $2`,
    [database.organizationId, patient.id, patient.phone, patient.birth_date, patient.name_key, patient.sound_key],
  );
}

export interface PairRow {
  one: string;
  other: string;
}

/**
 * Pairs of records that agree in more than a name: in the number, or in the birth date and nearly in the name's sound, or in a name
 * of at least three words. By the later record, after the keyset; each pair once.
 */
export async function selectPairs(
  database: Database,
  after: { one: string | null; other: string | null },
  limit: number,
): Promise<PairRow[]> {
  return await database.rows(
    `select a.id as one, b.id as other
     from patients a cross join lateral (
       select id from patients b where b.organization_id = $1 and b.phone = a.phone and b.merged_into is null and b.id < a.id
       union
       select id from patients b where b.organization_id = $1 and b.merged_into is null and b.id < a.id
         and (b.birth_date = a.birth_date or b.birth_date = ${swapped("a.birth_date")})
       union
       select id from patients b where b.organization_id = $1 and b.sound_key = a.sound_key and b.merged_into is null and b.id < a.id
         and a.sound_key like '% % %') b
     where a.organization_id = $1 and a.merged_into is null and ($2::uuid is null or (a.id, b.id) < ($2, $3::uuid))
     order by a.id desc, b.id desc limit $4`,
    [database.organizationId, after.one, after.other, limit],
  );
}

export async function selectPatients(database: Database, ids: readonly string[]): Promise<Map<string, PatientRow>> {
  const rows = await database.rows<PatientRow>(
    `select ${patientColumns("p")} from patients p where p.organization_id = $1 and p.id = any ($2::uuid[])`,
    [database.organizationId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function selectKeys(
  database: Database,
  id: string,
): Promise<(PatientRow & { name_key: string; sound_key: string }) | undefined> {
  const [row] = await database.rows<PatientRow & { name_key: string; sound_key: string }>(
    `select ${patientColumns("p")}, p.name_key, coalesce(p.sound_key, '') as sound_key from patients p
     where p.organization_id = $1 and p.id = $2`,
    [database.organizationId, id],
  );
  return row;
}

/** Everybody else with this number, its owner first. */
export async function selectSharing(
  database: Database,
  { id, phone }: { id: string; phone: string },
): Promise<PatientRow[]> {
  return await database.rows(
    `select ${patientColumns("p")} from patients p
     where p.organization_id = $1 and p.phone = $3 and p.id <> $2 and p.merged_into is null
     order by p.phone_is_own desc, p.name_key, p.id limit 50`,
    [database.organizationId, id, phone],
  );
}
