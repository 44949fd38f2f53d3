import type { Temporal } from "temporal-polyfill";
import { namesOf } from "../src/people/name-keys.ts";
import type { Transaction } from "../src/platform/database.ts";
import { newId } from "../src/platform/ids.ts";

/** Registers more patients than one at a time would bear. */
export async function registerCrowd(
  tx: Transaction,
  crowd: readonly { name: string; birth_date?: string }[],
  now: Temporal.Instant,
): Promise<void> {
  const keys = crowd.map(({ name }) => namesOf(name));
  await tx.rows(
    `insert into patients (organization_id, id, name, name_key, sound_key, birth_date, phone_is_own, gender, version, created_at, updated_at)
     select $1, id, name, name_key, sound_key, birth_date, true, 'unknown', 1, $2, $2
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::date[]) as p (id, name, name_key, sound_key, birth_date)`,
    [
      tx.organizationId,
      now,
      crowd.map(() => newId()),
      crowd.map(({ name }) => name),
      keys.map(({ nameKey }) => nameKey),
      keys.map(({ soundKey }) => soundKey),
      crowd.map((one) => one.birth_date ?? null),
    ],
  );
}
