import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { fault, notFound } from "../core/errors.ts";
import { dateOf } from "../core/zones.ts";
import type { Transaction } from "../platform/database.ts";
import { requireVersion, stale } from "../platform/http/conditions.ts";
import { newId } from "../platform/ids.ts";
import { readNeededService } from "./needed-service.ts";
import { selectPlace } from "./request-place.sql.ts";
import type { bookingRequestChange, newBookingRequest } from "./request-schemas.ts";
import {
  findRequest,
  insertRequest,
  insertTickets,
  replacePatterns,
  type RequestFields,
  type RequestRow,
  updateRequest,
} from "./requests.sql.ts";
import { requirePossible, wishesFrom } from "./wishes.ts";

const unsaid = { priority: 0, waitlisted: true, offer_notice_minutes: 120, notes: null };

/**
 * Writes down that a patient wants n sessions, with a planned ticket for each.
 *
 * Throws `not_found`, `retired` or `not_offered` with a pointer, and `invalid_wishes` for what can never be.
 */
export async function requestSessions(
  tx: Transaction,
  wanted: z.output<typeof newBookingRequest>,
  actorId: string | null,
  now: Temporal.Instant,
): Promise<RequestRow> {
  const { clinic_id, patient_id, service_id, sessions } = wanted;
  const { priority, waitlisted, offer_notice_minutes, notes, ...said } = wanted;
  const today = dateOf(now, await requirePlace(tx, wanted));
  const wishes = wishesFrom(said, today);
  requirePossible(wishes, sessions);
  return await storeRequest(
    tx,
    {
      ...wishes,
      clinic_id,
      patient_id,
      service_id,
      sessions,
      contract_line_id: null,
      priority: priority ?? unsaid.priority,
      waitlisted: waitlisted ?? unsaid.waitlisted,
      offer_notice_minutes: offer_notice_minutes ?? unsaid.offer_notice_minutes,
      notes: notes ?? unsaid.notes,
      created_by: actorId,
    },
    now,
  );
}

/** The request with its patterns and its planned tickets. What it says is checked already. */
export async function storeRequest(
  tx: Transaction,
  request: RequestFields,
  now: Temporal.Instant,
): Promise<RequestRow> {
  const id = newId();
  const tickets = Array.from({ length: request.sessions }, () => newId());
  const [, , , stored] = await Promise.all([
    insertRequest(tx, id, request, now),
    replacePatterns(tx, id, request),
    insertTickets(tx, id, tickets, now),
    findRequest(tx, id),
  ]);
  return stored!;
}

/** Changes what is named and leaves the rest; what is booked stays. Throws as `requestSessions` does, and `version_mismatch`. */
export async function changeRequest(
  tx: Transaction,
  id: string,
  change: z.output<typeof bookingRequestChange>,
  expected: number | null,
  now: Temporal.Instant,
): Promise<RequestRow> {
  const found = await findRequest(tx, id);
  if (!found) throw notFound("/id", "booking request");
  requireVersion(expected, found);
  const { priority, waitlisted, offer_notice_minutes, notes, ...said } = change;
  const wishes = wishesFrom(said, dateOf(now, await requirePlace(tx, { ...found, ...change })), found);
  requirePossible(wishes, found.sessions);
  const manner = {
    priority: priority ?? found.priority,
    waitlisted: waitlisted ?? found.waitlisted,
    offer_notice_minutes: offer_notice_minutes ?? found.offer_notice_minutes,
    notes: notes === undefined ? found.notes : notes,
  };
  const [current, , updated] = await Promise.all([
    updateRequest(tx, id, found.version, { ...wishes, ...manner }, now),
    replacePatterns(tx, id, wishes),
    findRequest(tx, id),
  ]);
  if (!current) throw stale();
  return updated!;
}

interface Place {
  clinic_id: string;
  patient_id: string;
  service_id: string;
  practitioner_id?: string | null | undefined;
  patterns?: readonly { practitioner_id?: string | null | undefined }[] | undefined;
}

/** That all of it exists and belongs together; gives the clinic's zone. */
export async function requirePlace(tx: Transaction, place: Place, at = ""): Promise<string> {
  const [clinic, service] = await Promise.all([
    selectPlace(tx, place.clinic_id, place.patient_id),
    readNeededService(tx, place.service_id, place.clinic_id),
  ]);
  if (!clinic) throw notFound("/clinic_id", "clinic");
  if (!clinic.patient_exists) throw notFound("/patient_id", "patient");
  if (!service) throw notFound(`${at}/service_id`, "service");
  if (clinic.status !== "active") throw fault("retired", "/clinic_id", "This clinic is closed.");
  if (service.status !== "active") throw fault("retired", `${at}/service_id`, "This service is no longer offered.");
  if (!service.offered_here) throw fault("not_offered", `${at}/service_id`, "This clinic does not offer the service.");
  const named = [
    { pointer: "/practitioner_id", id: place.practitioner_id },
    ...(place.patterns ?? []).map(({ practitioner_id: id }, i) => ({ pointer: `/patterns/${i}/practitioner_id`, id })),
  ];
  const wrong = named.find(({ id }) => id != null && !service.practitioner_ids.includes(id));
  if (wrong)
    throw fault("not_offered", at + wrong.pointer, "This practitioner does not offer the service at this clinic.");
  return clinic.timezone;
}
