import { fault } from "../../core/errors.ts";
import type { LegacyFile } from "./legacy-shapes.ts";
import type { KnownPractitioner } from "./practitioners.sql.ts";

/** What the ids of the older system stand for here. */
export interface Whereabouts {
  file: LegacyFile;
  practitioners: readonly KnownPractitioner[];
}

/** The practitioner that a doctor is. Throws `not_found` on `/doctor_id`. */
export function practitionerOf({ file, practitioners }: Whereabouts, doctorId: string): KnownPractitioner {
  const doctor = file.doctors.find(({ id }) => id === doctorId);
  if (!doctor) throw fault("not_found", "/doctor_id", `The file's doctors do not tell who "${doctorId}" is.`);
  const { practitioner_id: practitionerId, name } = doctor;
  const found = practitioners.filter((one) =>
    practitionerId === undefined
      ? one.name === name && one.status === "active"
      : one.id === practitionerId.toLowerCase(),
  );
  const [only] = found;
  const who = name === undefined ? `with the id ${practitionerId}` : `called "${name}"`;
  if (!only) throw fault("not_found", "/doctor_id", `There is no practitioner ${who}.`);
  if (found.length > 1)
    throw fault("not_found", "/doctor_id", `There are several practitioners ${who}; name one by id.`);
  return only;
}

/** The clinic of a location; without one, the only clinic of the practitioner. Throws `not_found` or `invalid_request`. */
export function clinicOf({ file }: Whereabouts, practitioner: KnownPractitioner, locationId: string | null): string {
  if (locationId !== null) return listed(file.locations, "location", "/doctor_location_id", locationId).clinic_id;
  const [only, another] = practitioner.clinic_ids;
  if (only !== undefined && another === undefined) return only;
  const detail =
    only === undefined
      ? `${practitioner.name} works at no clinic.`
      : `${practitioner.name} works at several clinics, and the row does not say at which.`;
  throw fault("invalid_request", "/doctor_location_id", detail);
}

/** The resource of a room, or null. Throws `not_found`. */
export function roomOf({ file }: Whereabouts, id: string | null): string | null {
  return id === null ? null : listed(file.rooms, "room", "/location_room_id", id).resource_id;
}

/** The service of an appointment type, or null. Throws `not_found`. */
export function serviceOf({ file }: Whereabouts, id: string | null): string | null {
  return id === null ? null : listed(file.appointment_types, "appointment type", "/appointment_type_id", id).service_id;
}

function listed<Entry extends { id: string }>(
  list: readonly Entry[],
  noun: string,
  pointer: string,
  id: string,
): Entry {
  const found = list.find((entry) => entry.id === id);
  if (!found) throw fault("not_found", pointer, `The file does not tell which ${noun} "${id}" is.`);
  return found;
}
