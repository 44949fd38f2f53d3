import type { Temporal } from "temporal-polyfill";
import { DomainError } from "../../core/errors.ts";
import { instantOfMinute } from "../../core/zones.ts";
import type { Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { hold } from "../../reception/appointments/book.ts";
import type { Booked } from "../../reception/appointments/store-booking.ts";
import { keepingDays } from "../keep-days.ts";
import { noteConsidered } from "./note-considered.ts";
import type { Chosen, Considered } from "./consider-opening.ts";
import { type DueOpening, insertOffer, takeOpening } from "./ledger.sql.ts";

export interface Offering {
  opening: DueOpening;
  chosen: Chosen;
  considered: readonly Considered[];
  now: Temporal.Instant;
}

/** Another keeper is at this opening, or it is not open any more. */
export class NotMine extends Error {
  override readonly name = "NotMine";
}

/**
 * Holds the start for the patient and writes the offer down, in one transaction: there is no hold without its offer, and none of the
 * two when the opening or the request is not as it was found.
 *
 * Throws `NotMine`, `version_mismatch` when the request has changed, and whatever `hold` refuses.
 */
export async function makeOffer(house: House, organizationId: string, offering: Offering): Promise<void> {
  const { opening, chosen, now } = offering;
  const { waiting, ticketId, moves, at } = chosen;
  const kind = waiting.requiredRoomKind;
  await hold(
    keepingDays(offeringHouse(house, offering), { ticketId }),
    { organizationId, accountId: null },
    {
      clinic_id: opening.clinic_id,
      service_id: waiting.serviceId,
      patient_id: waiting.patientId,
      // A session that is booked has its appointment already.
      ...(moves === null ? { session_ticket_id: ticketId } : {}),
      starts_at: instantOfMinute(at.start).toString(),
      booking_source: "system",
      ttl_seconds: secondsToAnswer(offering, now),
      ...(opening.practitioner_id === null ? {} : { practitioner_id: opening.practitioner_id }),
      ...(kind === null ? {} : { resource_ids: at.resources.filter((one) => one.kind === kind).map(({ id }) => id) }),
    },
  );
}

/** As long as the clinic gives, but not into the notice that the patient needs. */
function secondsToAnswer({ opening, chosen: { waiting, at } }: Offering, now: Temporal.Instant): number {
  const latest = instantOfMinute(at.start - waiting.noticeMinutes);
  const left = Math.floor((latest.epochMilliseconds - now.epochMilliseconds) / 1000);
  return Math.min(opening.offer_minutes * 60, left);
}

/** A house at a standing moment, whose transactions lock the opening before they book, and write the offer behind that. */
function offeringHouse(house: House, offering: Offering): House {
  const { postgres } = house;
  const write: House["postgres"]["write"] = (organizationId, work) =>
    postgres.write(organizationId, async (tx) => {
      if (!(await takeOpening(tx, offering.opening))) throw new NotMine();
      // What would commit early waits for the ledger.
      const booked = await work({ ...tx, commit: () => {} });
      await writeDown(tx, offering, booked as unknown as Booked);
      return booked;
    });
  return {
    ...house,
    now: () => offering.now,
    postgres: {
      read: postgres.read.bind(postgres),
      rehearse: postgres.rehearse.bind(postgres),
      directory: postgres.directory.bind(postgres),
      write,
    },
  };
}

async function writeDown(tx: Transaction, offering: Offering, { appointment }: Booked): Promise<void> {
  const { opening, chosen, considered, now } = offering;
  const { waiting, ticketId, moves } = chosen;
  const offer = {
    openingId: opening.id,
    requestId: waiting.requestId,
    ticketId,
    appointmentId: appointment.id,
    moves,
    sessionDays: waiting.sessionDays,
    expiresAt: appointment.hold_expires_at!,
    considered: noteConsidered(considered),
  };
  if (!(await insertOffer(tx, offer, now)))
    throw new DomainError("version_mismatch", "The request has changed since it was considered.");
}
