import { fault, notFound } from "../../core/errors.ts";
import type { Database } from "../../platform/database.ts";
import { findSessionPlace, type SessionPlace, type SessionScope } from "./session-place.sql.ts";

export type KnownPlace = SessionPlace & { timezone: string; duration_minutes: number };

/**
 * The place of a session, once it is sure that everything it names exists, is in use and belongs together. Throws `not_found`,
 * `retired` or `not_offered`, each with a pointer.
 */
export async function requireSessionPlace(database: Database, scope: SessionScope): Promise<KnownPlace> {
  const place = await findSessionPlace(database, scope);
  const { timezone, duration_minutes } = place;
  if (timezone === null) throw notFound("/clinic_id", "clinic");
  if (duration_minutes === null) throw notFound("/service_id", "service");
  if (place.pool_status === null) throw notFound("/pool_id", "pool");
  if (place.clinic_status !== "active") throw fault("retired", "/clinic_id", "This clinic is closed.");
  if (place.service_status !== "active") throw fault("retired", "/service_id", "This service is no longer offered.");
  if (!place.offered_here) throw fault("not_offered", "/service_id", "This clinic does not offer the service.");
  if (!place.pool_here) throw fault("not_offered", "/pool_id", "This pool is at another clinic.");
  if (place.pool_status !== "active") throw fault("retired", "/pool_id", "This pool is no longer in use.");
  if (scope.practitioner_id !== null) requireSupervisor(place);
  return { ...place, timezone, duration_minutes };
}

function requireSupervisor({ practitioner_status: status, works_here: here }: SessionPlace): void {
  if (status === null) throw notFound("/practitioner_id", "practitioner");
  if (status !== "active") throw fault("retired", "/practitioner_id", "This practitioner does not work here any more.");
  if (!here) throw fault("not_offered", "/practitioner_id", "This practitioner does not work at this clinic.");
}
