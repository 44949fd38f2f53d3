import type { Tenants } from "./database.ts";

/** Every tenant there is, for the work that goes round all of them. */
export async function selectOrganizationIds(postgres: Pick<Tenants, "directory">): Promise<string[]> {
  const rows = await postgres.directory<{ id: string }>("select id from organizations", []);
  return rows.map(({ id }) => id);
}
