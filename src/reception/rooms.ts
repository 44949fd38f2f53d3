import type { Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { selectClinicIds } from "./day.sql.ts";

/** The rooms whose events a caller hears: staff those of their organization's clinics, a doctor also the own one. */
export async function roomsOf(house: House, caller: Caller): Promise<string[]> {
  if (caller.role === "patient") return [];
  const clinicIds = await house.postgres.read(caller.organizationId, selectClinicIds);
  const clinics = clinicIds.map((id) => `clinic_${id}`);
  return caller.practitionerId === null ? clinics : [...clinics, `doctor_${caller.practitionerId}`];
}
