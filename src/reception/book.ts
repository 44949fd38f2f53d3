import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { epochMinuteOf } from "../core/zones.ts";
import { draftAppointment, statusOf } from "../booking/draft-appointment.ts";
import { readOffer, type Wish } from "../booking/offer.ts";
import { pinResources } from "../booking/pin-resources.ts";
import type { newAppointment, newHold } from "../booking/schemas.ts";
import { chooseDespite } from "../booking/waivers.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { newBookingId, newId } from "../platform/ids.ts";
import { Attempts } from "./attempts.ts";
import { refuse, takenMeanwhile } from "./refuse.ts";
import { type Booked, storeBooking } from "./store-booking.ts";
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
export async function book(house: House, caller: Caller, command: BookCommand): Promise<Booked> {
  return await take(house, caller, command, null);
}

/** Takes one start for a while: it is nobody else's until it is confirmed, or until its time is up. Throws as `book` does. */
export async function hold(house: House, caller: Caller, { ttl_seconds, ...command }: HoldCommand): Promise<Booked> {
  return await take(house, caller, command, ttl_seconds ?? usualHoldSeconds);
}

async function take(house: House, caller: Caller, command: BookCommand, holdSeconds: number | null): Promise<Booked> {
  const startsAt = wholeMinute(command.starts_at);
  const start = epochMinuteOf(startsAt);
  const wish = wishOf(command, startsAt);
  for (const attempts = new Attempts(); attempts.left;) {
    const now = house.now();
    const read = await house.postgres.read(caller.organizationId, (database) => readOffer(database, wish, now));
    const offer = pinResources(read, command.resource_ids ?? []);
    const choice = chooseDespite(offer, start, command.waive ?? []);
    if ("reasons" in choice) throw await refuse(house, caller, wish, choice);
    const { candidate, waived } = choice;
    const draft = draftAppointment(offer, candidate, {
      id: newId(),
      bookingId: newBookingId(),
      start,
      ...statusOf(offer.service, command, holdSeconds === null ? null : now.add({ seconds: holdSeconds })),
      bookingSource: command.booking_source,
      notes: command.notes ?? null,
      waived,
      accountId: caller.accountId,
      now,
    });
    const booked = await house.postgres
      .write(caller.organizationId, (tx) => storeBooking(tx, { offer, candidate, draft, start, now }))
      .catch(attempts.lost);
    if (!booked) continue;
    house.wake(caller.organizationId);
    return booked;
  }
  throw await refuse(house, caller, wish, takenMeanwhile);
}

const wishOf = (command: BookCommand, startsAt: Temporal.Instant): Wish => ({
  clinicId: command.clinic_id,
  serviceId: command.service_id,
  practitionerId: command.practitioner_id ?? null,
  patientId: command.patient_id,
  from: startsAt,
  to: startsAt.add({ minutes: 1 }),
});
