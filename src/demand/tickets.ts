import type { Temporal } from "temporal-polyfill";
import type { AppointmentStatus } from "../core/moves.ts";
import type { Transaction } from "../platform/database.ts";
import {
  lockRequestOf,
  lockTicket,
  moveTicket,
  recountContractOf,
  recountRequestOf,
  type TicketFate,
} from "./tickets.sql.ts";

export { lockRequestOf, scheduleTicket, selectTicketTerms as readTicketTerms } from "./tickets.sql.ts";

/** A session ticket follows its appointment: what ends without having given the session gives the ticket back. */
const fateOf: Record<AppointmentStatus, TicketFate> = {
  held: "scheduled",
  pending: "scheduled",
  confirmed: "scheduled",
  checked_in: "scheduled",
  completed: "completed",
  cancelled: "given_back",
  expired: "given_back",
  no_show: "missed",
};

/**
 * Brings a ticket to where its appointment has come, then its request and its contract. Between states in which the appointment
 * only lives on there is nothing to do, and nothing is asked for.
 *
 * Throws `ticket_spent` when the session was called off, or is given by another appointment, meanwhile.
 */
export async function followAppointment(
  tx: Transaction,
  ticketId: string,
  from: AppointmentStatus,
  to: AppointmentStatus,
  now: Temporal.Instant,
): Promise<void> {
  if (fateOf[from] === fateOf[to]) return;
  await Promise.all([lockTicket(tx, ticketId), moveTicket(tx, ticketId, fateOf[to], now), recount(tx, ticketId, now)]);
}

/** What follows from a ticket's new state. Others who change tickets of the request wait here. */
export async function recount(tx: Transaction, ticketId: string, now: Temporal.Instant): Promise<void> {
  await Promise.all([
    lockRequestOf(tx, ticketId),
    recountRequestOf(tx, ticketId, now),
    recountContractOf(tx, ticketId, now),
  ]);
}
