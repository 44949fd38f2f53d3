import type { House } from "../platform/house.ts";
import { selectOpenIds } from "./problem.sql.ts";

/** The requests that still owe sessions, of a clinic or of all: the most urgent first, then the oldest. */
export async function openRequestIds(house: House, organizationId: string, clinicId: string | null): Promise<string[]> {
  return await house.postgres.read(organizationId, (database) => selectOpenIds(database, clinicId));
}
