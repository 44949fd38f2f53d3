import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { changed } from "../core/changed.ts";
import { DomainError, notFound } from "../core/errors.ts";
import type { Transaction } from "../platform/database.ts";
import { requireVersion, stale } from "../platform/http/conditions.ts";
import { newId } from "../platform/ids.ts";
import { defaultPhases, faultsOfPhases, isDefault, type Phase } from "./check-phases.ts";
import type { newService, serviceChange } from "./schemas.ts";
import {
  deletePhases,
  findCurrency,
  findService,
  insertPhases,
  insertService,
  replaceServiceClinics,
  replaceServicePractitioners,
  type ServiceRow,
  updateService,
} from "./services.sql.ts";

type NewService = z.output<typeof newService>;
type ServiceChange = z.output<typeof serviceChange>;
type Wanted = Omit<ServiceRow, "id" | "version">;

const unsaid = {
  description: null,
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  consultation_mode: "in_person",
  min_notice_minutes: 0,
  max_future_days: 60,
  allow_patient_reschedule: true,
  max_reschedule_count: 2,
  clinic_ids: [],
  practitioner_ids: [],
  status: "active",
} satisfies Partial<Wanted>;

/**
 * Offers a new service, in the organization's currency and with one practitioner for all of it unless told otherwise.
 * Throws `invalid_service` for phases that cannot be, and `not_found` for an unknown clinic, practitioner or resource.
 */
export async function offerService(tx: Transaction, wanted: NewService, now: Temporal.Instant): Promise<ServiceRow> {
  const { name, duration_minutes, price_minor } = wanted;
  const currency = wanted.currency ?? (await findCurrency(tx));
  const usual = { ...unsaid, name, duration_minutes, price_minor, currency, phases: defaultPhases(duration_minutes) };
  const service = changed<Wanted>(usual, read(wanted));
  requirePhases(service);
  const id = newId();
  const [, , , , offered] = await Promise.all([
    insertService(tx, id, service, now),
    replaceServiceClinics(tx, id, service.clinic_ids),
    replaceServicePractitioners(tx, id, service.practitioner_ids),
    insertPhases(tx, id, service.phases),
    findService(tx, id),
  ]);
  return offered!;
}

/**
 * Changes what is named and leaves the rest; lists are replaced as a whole, and a default phase follows the duration.
 * What is booked keeps what it was booked with. Throws as `offerService` does, and `version_mismatch` when it moved on.
 */
export async function changeService(
  tx: Transaction,
  id: string,
  change: ServiceChange,
  expected: number | null,
  now: Temporal.Instant,
): Promise<ServiceRow> {
  const found = await findService(tx, id);
  if (!found) throw notFound("/id", "service");
  requireVersion(expected, found);
  const service = changed(withFittingPhases(found, change.duration_minutes), read(change));
  requirePhases(service);
  const [current, , , , , updated] = await Promise.all([
    updateService(tx, id, found.version, service, now),
    replaceServiceClinics(tx, id, service.clinic_ids),
    replaceServicePractitioners(tx, id, service.practitioner_ids),
    deletePhases(tx, id),
    insertPhases(tx, id, service.phases),
    findService(tx, id),
  ]);
  if (!current) throw stale();
  return updated!;
}

/** The wanted fields as they are stored. */
function read({ phases, ...fields }: ServiceChange) {
  const named = { resource_id: null, pool_id: null, resource_kind: null };
  return { ...fields, phases: phases?.map((phase): Phase => changed<Phase>({ ...phase, ...named }, phase)) };
}

function withFittingPhases(service: ServiceRow, durationMinutes = service.duration_minutes): ServiceRow {
  const follows = isDefault(service.phases, service.duration_minutes);
  return follows ? { ...service, phases: defaultPhases(durationMinutes) } : service;
}

function requirePhases({ phases, duration_minutes: durationMinutes }: Wanted): void {
  const faults = faultsOfPhases(phases, durationMinutes);
  const [first] = faults;
  if (first) throw new DomainError("invalid_service", first.detail, { errors: faults });
}
