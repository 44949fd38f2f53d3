import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { epochMinuteOf } from "../../core/zones.ts";
import { draftAppointment, type SessionOwed, statusOf } from "../../booking/draft-appointment.ts";
import type { Offer, Wish } from "../../booking/offer.ts";
import { pinResources } from "../../booking/pin-resources.ts";
import type { newAppointment, newHold } from "../../booking/schemas.ts";
import { chooseDespite } from "../../booking/waivers.ts";
import type { Refused } from "../../booking/find-starts.ts";
import type { Actor } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { newBookingId, newId } from "../../platform/ids.ts";
import { lookAndWrite, writeBehindLock } from "./agree.ts";
import { Attempts } from "./attempts.ts";
import { refuse, takenMeanwhile } from "./refuse.ts";
import { sessionOf } from "./session-owed.ts";
import type { Booked, Draft } from "./store-booking.ts";
import { wholeMinute } from "./whole-minute.ts";

type BookCommand = z.output<typeof newAppointment>;
type HoldCommand = z.output<typeof newHold>;

const usualHoldSeconds = 300;

/**
 * Books one start: appointment, claims, slots, visit, payment, event and effects, all of it or nothing. What needs approval is
 * booked as a request: the time is taken, and somebody of the clinic confirms it.
 *
 * Throws `slot_taken` with every reason and the nearest alternatives, a rule's own code (`outside_hours`, `in_the_past`,
 * `notice_too_short` …) unless the rule is waived, or `not_found` with a pointer.
 */
export async function book(house: House, caller: Actor, command: BookCommand): Promise<Booked> {
  return await take(house, caller, command, null);
}

/** Takes one start for a while: it is nobody else's until it is confirmed, or until its time is up. Throws as `book` does. */
export async function hold(house: House, caller: Actor, { ttl_seconds, ...command }: HoldCommand): Promise<Booked> {
  return await take(house, caller, command, ttl_seconds ?? usualHoldSeconds);
}

async function take(house: House, caller: Actor, command: BookCommand, holdSeconds: number | null): Promise<Booked> {
  const { organizationId } = caller;
  const startsAt = wholeMinute(command.starts_at);
  const session = await sessionOf(house, organizationId, command);
  const wish = wishOf(command, startsAt);
  for (const attempts = new Attempts(); attempts.left;) {
    const now = house.now();
    const holdExpiresAt = holdSeconds === null ? null : now.add({ seconds: holdSeconds });
    const taking = { caller, command, session, start: epochMinuteOf(startsAt), holdExpiresAt, now };
    const agreement = { organizationId, wish, now, decide: (offer: Offer) => decide(offer, taking) };
    const agree = attempts.restless ? writeBehindLock : lookAndWrite;
    const outcome = await agree(house, agreement).catch(attempts.lost);
    if (!outcome) continue;
    if ("reasons" in outcome) throw await refuse(house, caller, wish, outcome);
    house.wake(organizationId);
    return outcome;
  }
  throw await refuse(house, caller, wish, takenMeanwhile);
}

interface Taking {
  caller: Actor;
  command: BookCommand;
  session: SessionOwed | null;
  /** Epoch minutes. */
  start: number;
  holdExpiresAt: Temporal.Instant | null;
  now: Temporal.Instant;
}

/** Who does it, with what, and what is written down of it; or why it cannot be. */
function decide(read: Offer, { caller, command, session, start, holdExpiresAt, now }: Taking): Draft | Refused {
  const offer = pinResources(read, command.resource_ids ?? []);
  const choice = chooseDespite(offer, start, command.waive ?? []);
  if ("reasons" in choice) return choice;
  const { candidate, waived } = choice;
  const draft = draftAppointment(offer, candidate, {
    id: newId(),
    bookingId: newBookingId(),
    start,
    ...statusOf(offer.service, command, holdExpiresAt),
    bookingSource: command.booking_source,
    notes: command.notes ?? null,
    session,
    waived,
    accountId: caller.accountId,
    now,
  });
  return { offer, candidate, draft, start, now };
}

const wishOf = (command: BookCommand, startsAt: Temporal.Instant): Wish => ({
  clinicId: command.clinic_id,
  serviceId: command.service_id,
  practitionerId: command.practitioner_id ?? null,
  patientId: command.patient_id,
  owed: command.session_ticket_id !== undefined,
  from: startsAt,
  to: startsAt.add({ minutes: 1 }),
});
