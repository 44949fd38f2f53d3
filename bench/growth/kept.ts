import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import type { Service } from "./clinics.ts";

/** What has to be known of a filled database to measure it again another day; its ids stand in it. */
export interface Kept {
  appointments: number;
  token: string;
  service: Service;
  /** Days since 1970. */
  firstDay: number;
}

const pathIn = (folder: string): string => join(folder, "growth.json");

export function recallKept(folder: string): Kept | null {
  return existsSync(pathIn(folder)) ? (JSON.parse(readFileSync(pathIn(folder), "utf8")) as Kept) : null;
}

/** Written last: a folder without it was not filled to the end. */
export function keep(folder: string, kept: Kept): void {
  writeFileSync(pathIn(folder), JSON.stringify(kept));
}

/** In the order in which they were made, which stands at the end of their names. */
export async function readPatientIds(owner: pg.Client, { organizationId }: Service): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    "select id from patients where organization_id = $1 order by substring(name from '[0-9]+$')::int",
    [organizationId],
  );
  return rows.map(({ id }) => id);
}

/** What is booked from now on, as `<practitioner> <epoch minute>`. */
export async function readTaken(owner: pg.Client, { organizationId }: Service): Promise<Set<string>> {
  const { rows } = await owner.query<{ key: string }>(
    `select practitioner_id || ' ' || (extract(epoch from starts_at) / 60)::bigint as key from appointments
     where organization_id = $1 and service_date >= current_date and status <> 'cancelled'`,
    [organizationId],
  );
  return new Set(rows.map(({ key }) => key));
}
