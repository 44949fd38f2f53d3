import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { illegalMove, notFound } from "../core/errors.ts";
import { allows, requestMoves } from "../core/moves.ts";
import { dateOf } from "../core/zones.ts";
import type { Transaction } from "../platform/database.ts";
import { requireVersion, stale } from "../platform/http/conditions.ts";
import { newId } from "../platform/ids.ts";
import { requirePlace } from "./request-place.ts";
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

/** How a request is served that says nothing of it. */
export const unsaid = { priority: 0, waitlisted: true, offer_notice_minutes: 120, earlier: false, notes: null };

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
  const { priority, waitlisted, offer_notice_minutes, earlier, notes, ...said } = wanted;
  const { timezone } = await requirePlace(tx, wanted);
  const wishes = wishesFrom(said, dateOf(now, timezone));
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
      earlier: earlier ?? unsaid.earlier,
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

/** Changes what is named and leaves the rest; what is booked stays. Throws as `requestSessions` does, `version_mismatch`, and `illegal_move` when it has ended. */
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
  if (!allows(requestMoves.cancel, found.status)) throw illegalMove(found.status);
  const { priority, waitlisted, offer_notice_minutes, earlier, notes, ...said } = change;
  const { timezone } = await requirePlace(tx, { ...found, ...change });
  const wishes = wishesFrom(said, dateOf(now, timezone), found);
  requirePossible(wishes, found.sessions);
  const manner = {
    priority: priority ?? found.priority,
    waitlisted: waitlisted ?? found.waitlisted,
    offer_notice_minutes: offer_notice_minutes ?? found.offer_notice_minutes,
    earlier: earlier ?? found.earlier,
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
