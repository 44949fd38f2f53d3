import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { fault, notFound } from "../../core/errors.ts";
import { type AppointmentRow, lockAppointment, readAppointment } from "../../booking/appointments.ts";
import { readOffer, withoutAppointment } from "../../booking/offer.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import type { admissionTransfer } from "../../supply/sessions/admission-schemas.ts";
import type { VisitRow } from "../../visits/visits.ts";
import { moveKindOf, storeMove } from "../appointments/store-move.ts";
import { makeRoom } from "./make-room.ts";
import { choosePlace, tryPlacing, wishFor } from "./place-in-session.ts";
import { lockExpectedSession, readBeds, requireOpen } from "./session-record.ts";

type Transfer = z.output<typeof admissionTransfer>;

interface Transferring extends Transfer {
  id: string;
  expectedVersion: number | null;
  actorId: string;
  now: Temporal.Instant;
}

/**
 * Moves an admitted patient to another session of the same service at the same clinic; it stays the same appointment, and the clinic
 * wants it. Throws as `admit` and `reschedule` do, and `not_offered` for a session of something else.
 */
export async function transfer(
  house: House,
  caller: Caller,
  id: string,
  wanted: Transfer,
  expectedVersion: number | null,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const { organizationId, accountId: actorId } = caller;
  const moved = await tryPlacing(house, caller, (now) =>
    house.postgres.write(organizationId, (tx) => transferWithin(tx, { ...wanted, id, expectedVersion, actorId, now })),
  );
  house.wake(organizationId);
  return moved;
}

async function transferWithin(
  tx: Transaction,
  { id, session_id, expectedVersion, actorId, now, ...wanted }: Transferring,
) {
  if (!(await readAppointment(tx, id))?.session_id) throw notFound("/id", "admission");
  const session = await lockExpectedSession(tx, session_id, null, "/session_id");
  const found = await lockAppointment(tx, id);
  if (!found) throw notFound("/id", "admission");
  requireVersion(expectedVersion, found);
  const kind = moveKindOf(found);
  requireOpen(session);
  if (found.service_id !== session.service_id) throw otherThan("service");
  if (found.clinic_id !== session.clinic_id) throw otherThan("clinic");
  if (found.session_id === session.id)
    throw fault("invalid_request", "/session_id", "The patient is in this session already.");
  const bedId = wanted.bed_id?.toLowerCase() ?? null;
  const free = await makeRoom(tx, session, await readBeds(tx, session.id, now), bedId, { actorId, now });
  const wish = wishFor(session, found.patient_id);
  const offer = withoutAppointment(await readOffer(tx, wish, now), id);
  const place = choosePlace(offer, wish, session, free, now);
  const admission = { sessionId: session.id, bedId };
  return await storeMove(tx, {
    found,
    kind,
    count: found.reschedule_count,
    waived: [],
    ...place,
    actorId,
    now,
    admission,
  });
}

const otherThan = (what: string) => fault("not_offered", "/session_id", `The session is of another ${what}.`);
