import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { notFound } from "../../core/errors.ts";
import { draftAppointment, type SessionOwed, statusOf } from "../../booking/draft-appointment.ts";
import { readOffer } from "../../booking/offer.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Actor } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import { newBookingId, newId } from "../../platform/ids.ts";
import type { newAdmission } from "../../supply/sessions/admission-schemas.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";
import { sessionOf } from "../appointments/session-owed.ts";
import { type Booked, storeBooking } from "../appointments/store-booking.ts";
import { selectBeds } from "./beds.sql.ts";
import { makeRoom, requireRoom } from "./make-room.ts";
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
  const { accountId } = caller;
  const { clinic_id, service_id } = await lookForRoom(house, caller, { sessionId, admission, expectedVersion });
  const owed = await sessionOf(house, caller.organizationId, { ...admission, clinic_id, service_id });
  const booked = await tryPlacing(house, caller, (now) =>
    house.postgres.write(caller.organizationId, (tx) =>
      admitWithin(tx, { sessionId, admission, owed, expectedVersion, accountId, now }),
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
  const wanted = { sessionId, admission, expectedVersion: null };
  await lookForRoom(house, caller, wanted);
  await tryPlacing(house, caller, async (now) => {
    const admitting = { ...wanted, owed: null, accountId: caller.accountId, now };
    return await house.postgres.rehearse(caller.organizationId, (tx) => admitWithin(tx, admitting));
  });
}

interface Wanted {
  sessionId: string;
  admission: Admission;
  expectedVersion: number | null;
}

/**
 * Refuses what is refused as things stand before anybody is locked: of a crowd, only those wait in line who may get a bed. What becomes
 * of a hold whose time is up is known behind the lock alone. Throws as `admit` does.
 */
async function lookForRoom(
  house: House,
  { organizationId }: Actor,
  { sessionId, admission, expectedVersion }: Wanted,
): Promise<SessionRow> {
  const now = house.now();
  return await house.postgres.read(organizationId, async (database) => {
    const [session, beds] = await Promise.all([
      selectSession(database, sessionId),
      selectBeds(database, sessionId, now),
    ]);
    if (!session) throw notFound("/id", "session");
    requireVersion(expectedVersion, session);
    requireOpen(session);
    const mayBecomeFree = beds.some(({ holders }) => holders.some(({ ranOut }) => ranOut));
    if (!mayBecomeFree) await requireRoom(database, session, beds, bedNamed(admission), now);
    return session;
  });
}

interface Admitting extends Wanted {
  owed: SessionOwed | null;
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
  const bedId = bedNamed(admission);
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

const bedNamed = ({ bed_id: bedId }: Admission): string | null => bedId?.toLowerCase() ?? null;
