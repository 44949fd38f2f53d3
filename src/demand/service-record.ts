import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { changed } from "../core/changed.ts";
import { DomainError, notFound } from "../core/errors.ts";
import type { Transaction } from "../platform/database.ts";
import { requireVersion, stale } from "../platform/http/conditions.ts";
import { newId } from "../platform/ids.ts";
import { announce } from "../platform/outbox.sql.ts";
import { raiseRevision } from "../platform/supply-revision.sql.ts";
import { defaultPhases, faultsOfPhases, isDefault, nothingNamed, type Phase } from "./check-phases.ts";
import { faultsOfOverrides, type PractitionerOverride } from "./practitioner-override.ts";
import type { newService, serviceChange } from "./schemas.ts";
import {
  deletePhases,
  insertPhases,
  replaceServiceClinics,
  replaceServicePractitioners,
} from "./service-supply.sql.ts";
import { findCurrency, findService, insertService, type ServiceRow, updateService } from "./services.sql.ts";

type NewService = z.output<typeof newService>;
type ServiceChange = z.output<typeof serviceChange>;
type Wanted = Omit<ServiceRow, "id" | "version">;

const unsaid = {
  description: null,
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  buffers_shareable: false,
  consultation_mode: "in_person",
  min_notice_minutes: 0,
  max_future_days: 60,
  allow_patient_reschedule: true,
  max_reschedule_count: 2,
  requires_approval: false,
  late_cancel_notice_minutes: 0,
  no_show_forfeits: false,
  deposit_minor: 0,
  late_cancel_fee_minor: 0,
  no_show_fee_minor: 0,
  clinic_ids: [],
  practitioner_ids: [],
  practitioner_overrides: [],
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
  requireFitting(service);
  const id = newId();
  const [, , , , offered] = await Promise.all([
    insertService(tx, id, service, now),
    replaceServiceClinics(tx, id, service.clinic_ids),
    replaceServicePractitioners(tx, id, service.practitioner_ids, service.practitioner_overrides),
    insertPhases(tx, id, service.phases),
    findService(tx, id),
  ]);
  await announceService(tx, offered!, service.clinic_ids, now);
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
  const service = changed(
    withOverridesOf(withFittingPhases(found, change.duration_minutes), change.practitioner_ids),
    read(change),
  );
  requireFitting(service);
  const [current, , , , , updated] = await Promise.all([
    updateService(tx, id, found.version, service, now),
    replaceServiceClinics(tx, id, service.clinic_ids),
    replaceServicePractitioners(tx, id, service.practitioner_ids, service.practitioner_overrides),
    deletePhases(tx, id),
    insertPhases(tx, id, service.phases),
    findService(tx, id),
  ]);
  if (!current) throw stale();
  await announceService(tx, updated!, [...found.clinic_ids, ...service.clinic_ids], now);
  return updated!;
}

/** Who serves it and how far ahead it can be booked says how far slots are made; and offers are made from all of it. */
async function announceService(
  tx: Transaction,
  { id, version }: ServiceRow,
  clinicIds: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  const about = { kind: "slots_changed", area: "slots", practitionerIds: [], subjectId: id, version } as const;
  const concerned = [...new Set(clinicIds)].map((clinicId) => ({ ...about, clinicId }));
  await Promise.all([announce(tx, concerned, now), raiseRevision(tx)]);
}

/** The wanted fields as they are stored. */
function read({ phases, practitioner_overrides: overrides, ...fields }: ServiceChange) {
  return {
    ...fields,
    phases: phases?.map((phase) => changed<Phase>({ ...phase, ...nothingNamed }, phase)),
    practitioner_overrides: overrides?.map((override) =>
      changed<PractitionerOverride>({ ...override, ...asSaid }, override),
    ),
  };
}

const asSaid = { duration_minutes: null, price_minor: null, buffer_before_minutes: null, buffer_after_minutes: null };

function withFittingPhases(service: ServiceRow, durationMinutes = service.duration_minutes): ServiceRow {
  const follows = isDefault(service.phases, service.duration_minutes);
  return follows ? { ...service, phases: defaultPhases(durationMinutes) } : service;
}

/** Who leaves the service takes along what they did otherwise. */
function withOverridesOf(service: ServiceRow, practitionerIds = service.practitioner_ids): ServiceRow {
  const staying = service.practitioner_overrides.filter((override) =>
    practitionerIds.includes(override.practitioner_id),
  );
  return { ...service, practitioner_overrides: staying };
}

function requireFitting(service: Wanted): void {
  const faulty = faultsOfPhases(service.phases, service.duration_minutes);
  const faults = faulty.length > 0 ? faulty : faultsOfOverrides(service);
  const [first] = faults;
  if (first) throw new DomainError("invalid_service", first.detail, { errors: faults });
}
