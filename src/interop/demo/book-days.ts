import { Temporal } from "temporal-polyfill";
import { offeredStarts } from "../../booking/find-starts.ts";
import { readOffer } from "../../booking/offer.ts";
import { DomainError } from "../../core/errors.ts";
import { dayBounds, epochMinuteOf, instantOfMinute } from "../../core/zones.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { book } from "../../reception/appointments/book.ts";
import type { Booked } from "../../reception/appointments/store-booking.ts";
import type { DemoClinic } from "./demo.sql.ts";
import type { Random } from "../../core/random.ts";

/** One clinic of the demo with what can be booked there. */
export interface BookableClinic extends DemoClinic {
  serviceIds: string[];
  patientIds: string[];
}

export interface Desk {
  house: House;
  caller: Caller;
  random: Random;
  /** When the demo organization was opened: nothing happened before. */
  openedAt: Temporal.Instant;
  now: Temporal.Instant;
}

/** The same house at another moment: the demo's past is lived through the desk's own use cases, at the time it happened. */
export const houseAt = (house: House, at: Temporal.Instant): House => ({ ...house, now: () => at });

/** Books up to `count` appointments on a clinic-local date, one for each of some patients, each some hours or days ahead of it. */
export async function bookDay(
  desk: Desk,
  clinic: BookableClinic,
  date: Temporal.PlainDate,
  count: number,
): Promise<Booked[]> {
  const booked: Booked[] = [];
  for (const patientId of desk.random.shuffled(clinic.patientIds).slice(0, count)) {
    const one = await bookOne(desk, clinic, date, patientId);
    if (one) booked.push(one);
  }
  return booked;
}

async function bookOne(
  { house, caller, random, openedAt, now }: Desk,
  clinic: BookableClinic,
  date: Temporal.PlainDate,
  patientId: string,
): Promise<Booked | null> {
  const serviceId = random.pick(clinic.serviceIds);
  const { startsAt: from, endsAt: to } = dayBounds(date, clinic.timezone);
  const wish = { clinicId: clinic.id, serviceId, practitionerId: null, patientId, from, to };
  const starts = await house.postgres.read(caller.organizationId, async (database) => {
    const offer = await readOffer(database, wish, openedAt);
    return offeredStarts(offer, [epochMinuteOf(from), epochMinuteOf(to)], Infinity);
  });
  if (starts.length === 0) return null;
  const { start, candidate } = random.pick(starts);
  const startsAt = instantOfMinute(start);
  const bookedAt = between(openedAt, startsAt.subtract({ minutes: random.whole(120, 6000) }), now);
  const command = {
    clinic_id: clinic.id,
    patient_id: patientId,
    service_id: serviceId,
    starts_at: startsAt.toString(),
    booking_source: random.chance(0.7) ? ("phone" as const) : ("online" as const),
    ...(candidate.practitionerId === null ? {} : { practitioner_id: candidate.practitionerId }),
  };
  return await book(houseAt(house, bookedAt), caller, command).catch(leaveOut);
}

/** A start of today may have passed its notice, and somebody else may use the organization already. */
function leaveOut(error: unknown): null {
  if (error instanceof DomainError && error.code !== "internal" && error.code !== "unavailable") return null;
  throw error;
}

function between(least: Temporal.Instant, wanted: Temporal.Instant, most: Temporal.Instant): Temporal.Instant {
  const soonEnough = Temporal.Instant.compare(wanted, most) > 0 ? most : wanted;
  return Temporal.Instant.compare(soonEnough, least) < 0 ? least : soonEnough;
}
