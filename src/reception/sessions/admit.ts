import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { notFound } from "../../core/errors.ts";
import { draftAppointment, type SessionOwed, statusOf } from "../../booking/draft-appointment.ts";
import { readOffer } from "../../booking/offer.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Actor } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { newBookingId, newId } from "../../platform/ids.ts";
import type { newAdmission } from "../../supply/sessions/admission-schemas.ts";
import { sessionOf } from "../appointments/session-owed.ts";
import { type Booked, storeBooking } from "../appointments/store-booking.ts";
import { makeRoom } from "./make-room.ts";
import { choosePlace, tryPlacing, wishFor } from "./place-in-session.ts";
import { lockExpectedSession, readBeds, requireOpen } from "./session-record.ts";
import { selectSession } from "./sessions.sql.ts";

export interface Admission extends z.output<typeof newAdmission> {
  standingAdmissionId?: string;
}

/**
 * Admits a patient to a session: a booking of its service that claims one of its beds from the start, which is given at once when
 * one is named, and at check-in at the latest. Where patients are put on one after another, each gets the earliest start.
 *
 * Throws `session_full` with the nearest sessions that have room, `session_closed`, `illegal_move`, `bed_taken`,
 * `bed_out_of_service`, and what `book` throws.
 */
export async function admit(
  house: House,
  caller: Actor,
  sessionId: string,
  admission: Admission,
  expectedVersion: number | null = null,
): Promise<Booked> {
  const owed = await readOwed(house, caller, sessionId, admission);
  const booked = await tryPlacing(house, caller, (now) =>
    house.postgres.write(caller.organizationId, (tx) =>
      admitWithin(tx, { sessionId, admission, owed, expectedVersion, accountId: caller.accountId, now }),
    ),
  );
  house.wake(caller.organizationId);
  return booked;
}

/** The same, undone again: throws what would be refused. */
export async function previewAdmission(
  house: House,
  caller: Actor,
  sessionId: string,
  admission: Admission,
): Promise<void> {
  await tryPlacing(house, caller, async (now) => {
    const admitting = { sessionId, admission, owed: null, expectedVersion: null, accountId: caller.accountId, now };
    return await house.postgres.rehearse(caller.organizationId, (tx) => admitWithin(tx, admitting));
  });
}

/** The ticket that the admission gives, held against the session's service and clinic. */
async function readOwed(house: House, { organizationId }: Actor, sessionId: string, admission: Admission) {
  const session = await house.postgres.read(organizationId, (database) => selectSession(database, sessionId));
  if (!session) throw notFound("/id", "session");
  const { clinic_id, service_id } = session;
  return await sessionOf(house, organizationId, { ...admission, clinic_id, service_id });
}

interface Admitting {
  sessionId: string;
  admission: Admission;
  owed: SessionOwed | null;
  expectedVersion: number | null;
  accountId: string | null;
  now: Temporal.Instant;
}

/** Behind the session's lock everything is read as it stays until the end. */
async function admitWithin(
  tx: Transaction,
  { admission, owed, accountId, now, ...expected }: Admitting,
): Promise<Booked> {
  const session = await lockExpectedSession(tx, expected.sessionId, expected.expectedVersion);
  requireOpen(session);
  const beds = await readBeds(tx, session.id, now);
  const bedId = admission.bed_id?.toLowerCase() ?? null;
  const free = await makeRoom(tx, session, beds, bedId, { actorId: accountId, now });
  const wish = wishFor(session, admission.patient_id);
  const place = choosePlace(await readOffer(tx, wish, now), wish, session, free, now);
  const { candidate, offer, start } = place;
  const { booking_source: bookingSource = "phone", notes = null, standingAdmissionId = null } = admission;
  const draft = draftAppointment(offer, candidate, {
    id: newId(),
    bookingId: newBookingId(),
    start,
    ...statusOf(offer.service, { booking_source: bookingSource }, null),
    bookingSource,
    notes,
    session: owed,
    admission: { bedId, standingAdmissionId },
    waived: [],
    accountId,
    now,
  });
  return await storeBooking(tx, { offer, candidate, draft, start, now, sessionId: session.id });
}
