import { DomainError } from "../core/errors.ts";
import { epochMinuteOf, textOfMinute } from "../core/zones.ts";
import { type AppointmentRow, readAppointment } from "../booking/appointments.ts";
import type { Actor, Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { book, hold } from "../reception/appointments/book.ts";
import { reschedule } from "../reception/appointments/reschedule.ts";
import { keepingDays } from "./keep-days.ts";
import type { Place, Proposal } from "./proposal.ts";

/** What has to be known of a proposal to agree it. */
export type Agreeable = Pick<
  Proposal,
  "patientId" | "serviceId" | "sessionTicketId" | "appointmentId" | "was" | "place"
> & { place: Place };

interface Terms {
  /** Keeps the time for so many seconds instead of booking it. */
  holdSeconds?: number;
  /** With the named resources or not at all; else another that would do is taken when one of them has gone. */
  onlyThese?: boolean;
  /** The plan of which it is a part. */
  planId?: string;
}

/**
 * Books what a placement says, or moves its appointment there. A session keeps the days of its request. Throws as `book` and `reschedule`
 * do, and `not_offered` where the dates or the other sessions leave no room for the day.
 */
export async function agreeOne(
  house: House,
  caller: Caller,
  placement: Agreeable,
  terms: Terms = {},
): Promise<AppointmentRow> {
  if (placement.appointmentId === null) return await bookPlacement(house, caller, placement, terms);
  const spaced = spacing(house, placement, terms);
  return await orWithOthers(placement, terms, (one) => moveThere(spaced, caller, one));
}

/** Books what a placement says, also where nobody in particular does it. Throws as `agreeOne` does. */
export async function bookPlacement(
  house: House,
  actor: Actor,
  placement: Agreeable,
  terms: Terms = {},
): Promise<AppointmentRow> {
  const spaced = spacing(house, placement, terms);
  return await orWithOthers(placement, terms, (one) => bookThere(spaced, actor, one, terms));
}

const spacing = (house: House, { sessionTicketId: ticketId, was }: Agreeable, { planId }: Terms): House =>
  ticketId === null ? house : keepingDays(house, { ticketId, was: was?.start, planId });

async function orWithOthers(
  placement: Agreeable,
  { onlyThese }: Terms,
  take: (one: Agreeable) => Promise<AppointmentRow>,
): Promise<AppointmentRow> {
  if (placement.place.resourceIds.length === 0 || onlyThese) return await take(placement);
  try {
    return await take(placement);
  } catch (error) {
    // Another bed of the pool does as well when this one has gone: nobody is refused what is free.
    if (!(error instanceof DomainError && freed.has(error.code))) throw error;
    const anywhere = { ...placement, place: { ...placement.place, resourceIds: [] } };
    return await take(anywhere).catch(() => Promise.reject(error));
  }
}

/** What may be otherwise with other resources. */
const freed: ReadonlySet<string> = new Set(["slot_taken", "outside_hours", "not_offered"]);

async function bookThere(house: House, actor: Actor, placement: Agreeable, { holdSeconds }: Terms) {
  const { place, patientId, serviceId, sessionTicketId } = placement;
  const command = {
    clinic_id: place.clinicId,
    patient_id: patientId,
    service_id: serviceId,
    starts_at: textOfMinute(place.start),
    booking_source: "system" as const,
    ...(place.practitionerId === null ? {} : { practitioner_id: place.practitionerId }),
    ...(place.resourceIds.length === 0 ? {} : { resource_ids: [...place.resourceIds] }),
    ...(sessionTicketId === null ? {} : { session_ticket_id: sessionTicketId }),
  };
  const { appointment } =
    holdSeconds === undefined
      ? await book(house, actor, command)
      : await hold(house, actor, { ...command, ttl_seconds: holdSeconds });
  return appointment;
}

/** The time was agreed already: that it is near, or far, is no reason against another practitioner or room. */
const sameTime = (["notice_too_short", "beyond_horizon"] as const).map((rule) => ({ rule, reason: "Re-plan" }));

/** Only from where the proposal saw it: who moved it since had a reason. */
async function moveThere(house: House, caller: Caller, { appointmentId, was, place }: Agreeable) {
  const id = appointmentId!;
  const found = await house.postgres.read(caller.organizationId, (database) => readAppointment(database, id));
  if (!found || !was || epochMinuteOf(found.starts_at) !== was.start || found.practitioner_id !== was.practitionerId)
    throw new DomainError("version_mismatch", "The appointment was moved in the meantime.");
  const { appointment } = await reschedule(house, caller, {
    id,
    startsAt: textOfMinute(place.start),
    practitionerId: place.practitionerId,
    resourceIds: place.resourceIds,
    requestedBy: "clinic",
    waive: place.start === was.start ? sameTime : [],
    expectedVersion: found.version,
  });
  return appointment;
}
