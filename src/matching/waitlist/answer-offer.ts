import { Temporal } from "temporal-polyfill";
import { DomainError, notFound } from "../../core/errors.ts";
import { epochMinuteOf } from "../../core/zones.ts";
import { type AppointmentRow, lockAppointment } from "../../booking/appointments.ts";
import { hasRunOut } from "../../booking/run-out.ts";
import { followAgreement } from "../../demand/openings.ts";
import { findOffer, type OfferRow } from "../../demand/waitlist.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import { cancelWithin } from "../../reception/appointments/cancel.ts";
import { confirmLocked } from "../../reception/appointments/confirm.ts";
import { rescheduleWithin } from "../../reception/appointments/reschedule.ts";
import { requireDay } from "../keep-days.ts";
import { selectHeldResources } from "./ledger.sql.ts";

interface Answering {
  id: string;
  expectedVersion: number | null;
}

/**
 * The patient takes the time: its hold is agreed, or the appointment that they had moves there. Throws `not_found`, `version_mismatch`,
 * `offer_over`, or `illegal_move` when they have arrived for what they had.
 */
export async function accept(house: House, caller: Caller, { id, expectedVersion }: Answering): Promise<OfferRow> {
  const now = house.now();
  return await answer(house, caller, id, async (tx) => {
    const { offer, held } = await lockOffered(tx, id, expectedVersion, now);
    if (offer.moves_appointment_id === null) await confirmLocked(tx, caller, held, {}, now);
    else await bringForward(tx, caller, { id: offer.moves_appointment_id, held }, now);
  });
}

/**
 * The appointment takes the place of the hold, and what it had is freed. The hold gives no session, so others may have come too near to it
 * since; then the offer is as good as withdrawn.
 */
async function bringForward(
  tx: Transaction,
  caller: Caller,
  { id, held }: { id: string; held: AppointmentRow },
  now: Now,
): Promise<void> {
  const later = await lockAppointment(tx, id);
  if (!later || Temporal.Instant.compare(later.starts_at, held.starts_at) <= 0) throw over("withdrawn");
  const resourceIds = await selectHeldResources(tx, held.id);
  await followAgreement(tx, held.id, now, { moves: true });
  const ending = { id: held.id, expectedVersion: held.version, reason: null, party: "clinic", offer: null } as const;
  await cancelWithin(tx, { ...ending, actorId: caller.accountId, now });
  const there = { startsAt: held.starts_at.toString(), practitionerId: held.practitioner_id, resourceIds };
  // The hold has kept the notice; what is left of it is the patient's to judge.
  const waive = [{ rule: "notice_too_short", reason: "Waitlist" }] as const;
  const command = { id, ...there, requestedBy: "clinic", waive, expectedVersion: later.version } as const;
  const { appointment } = await rescheduleWithin(tx, caller, command, now);
  const placing = { ticketId: appointment.session_ticket_id! };
  await requireDay(tx, placing, epochMinuteOf(appointment.starts_at)).catch(tooNear);
}

function tooNear(error: unknown): never {
  throw error instanceof DomainError && error.code === "not_offered" ? over("withdrawn") : error;
}

/** The patient does not want it: its hold ends, and the time goes to whoever is next. Throws as `accept` does. */
export async function decline(
  house: House,
  caller: Caller,
  { id, expectedVersion, reason }: Answering & { reason: string | null },
): Promise<OfferRow> {
  const now = house.now();
  return await answer(house, caller, id, async (tx) => {
    const { held } = await lockOffered(tx, id, expectedVersion, now);
    const cancelling = { id: held.id, expectedVersion: held.version, reason, actorId: caller.accountId } as const;
    await cancelWithin(tx, { ...cancelling, party: "patient", offer: "declined", now });
  });
}

async function answer(
  house: House,
  { organizationId }: Caller,
  id: string,
  work: (tx: Transaction) => Promise<void>,
): Promise<OfferRow> {
  const answered = await house.postgres.write(organizationId, async (tx) => {
    await work(tx);
    return (await findOffer(tx, id))!;
  });
  house.wake(organizationId);
  return answered;
}

type Now = ReturnType<House["now"]>;

/** The offer behind the lock of its hold, through which every end of it goes. */
async function lockOffered(tx: Transaction, id: string, expectedVersion: number | null, now: Now) {
  const known = await findOffer(tx, id);
  if (!known) throw notFound("/id", "offer");
  const held = await lockAppointment(tx, known.appointment_id);
  const offer = await findOffer(tx, id);
  if (!held || !offer) throw notFound("/id", "offer");
  requireVersion(expectedVersion, offer);
  if (offer.status !== "offered" || held.status !== "held") throw over(offer.status);
  if (hasRunOut(held, now)) throw over("lapsed");
  return { offer, held };
}

const over = (status: OfferRow["status"]): DomainError =>
  new DomainError("offer_over", `The offer is ${status}.`, { members: { found_status: status } });
