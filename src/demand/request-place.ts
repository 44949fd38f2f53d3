import { fault, notFound, patientMerged } from "../core/errors.ts";
import type { Transaction } from "../platform/database.ts";
import { type NeededService, readNeededService } from "./needed-service.ts";
import { selectPlace } from "./request-place.sql.ts";
import type { SaidWishes } from "./wishes.ts";

interface Place extends Pick<SaidWishes, "practitioner_id" | "patterns"> {
  clinic_id: string;
  patient_id: string;
  service_id: string;
}

/** Where in the body the service and the wishes are said. */
const atTheTop = { service: "", wishes: "" };

/**
 * That clinic, patient, service and every practitioner who is named exist and belong together; gives the clinic's zone.
 *
 * Throws `not_found`, `retired` or `not_offered` with a pointer.
 */
export async function requirePlace(
  tx: Transaction,
  place: Place,
  at = atTheTop,
): Promise<{ timezone: string; service: NeededService }> {
  const named = practitionersOf(place);
  const [clinic, service] = await Promise.all([
    selectPlace(
      tx,
      place.clinic_id,
      place.patient_id,
      named.map(({ id }) => id),
    ),
    readNeededService(tx, place.service_id, place.clinic_id),
  ]);
  const ofService = `${at.service}/service_id`;
  if (!clinic) throw notFound("/clinic_id", "clinic");
  if (!clinic.patient_exists) throw notFound("/patient_id", "patient");
  if (clinic.patient_merged_into !== null) throw patientMerged(clinic.patient_merged_into);
  if (!service) throw notFound(ofService, "service");
  const unknown = named.find(({ id }) => !clinic.known_practitioner_ids.includes(id));
  if (unknown) throw notFound(at.wishes + unknown.pointer, "practitioner");
  if (clinic.status !== "active") throw fault("retired", "/clinic_id", "This clinic is closed.");
  if (service.status !== "active") throw fault("retired", ofService, "This service is no longer offered.");
  if (!service.offered_here) throw fault("not_offered", ofService, "This clinic does not offer the service.");
  const wrong = named.find(({ id }) => !service.practitioner_ids.includes(id));
  if (wrong)
    throw fault(
      "not_offered",
      at.wishes + wrong.pointer,
      "This practitioner does not offer the service at this clinic.",
    );
  return { timezone: clinic.timezone, service };
}

/** Everybody whom the wishes name, and where they do. */
function practitionersOf({ practitioner_id, patterns = [] }: Place): { pointer: string; id: string }[] {
  const named = [
    { pointer: "/practitioner_id", id: practitioner_id },
    ...patterns.map(({ practitioner_id: id }, i) => ({ pointer: `/patterns/${i}/practitioner_id`, id })),
  ];
  return named.flatMap(({ pointer, id }) => (id == null ? [] : [{ pointer, id }]));
}
