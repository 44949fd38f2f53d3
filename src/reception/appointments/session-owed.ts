import { DomainError, fault, notFound } from "../../core/errors.ts";
import { allows, ticketMoves } from "../../core/moves.ts";
import type { SessionOwed } from "../../booking/draft-appointment.ts";
import { readTicketTerms } from "../../demand/tickets.ts";
import type { House } from "../../platform/house.ts";

interface Booking {
  clinic_id: string;
  patient_id: string;
  service_id: string;
  session_ticket_id?: string | undefined;
}

/**
 * The session that a booking says it gives, or null. Throws `not_found`, `ticket_spent` when it is not planned any more, or
 * `not_offered` for another patient, service or clinic than it was sold for.
 */
export async function sessionOf(house: House, organizationId: string, booking: Booking): Promise<SessionOwed | null> {
  const { session_ticket_id: ticketId } = booking;
  if (ticketId === undefined) return null;
  const ticket = await house.postgres.read(organizationId, (database) => readTicketTerms(database, ticketId));
  if (!ticket) throw notFound("/session_ticket_id", "session ticket");
  if (!allows(ticketMoves.schedule, ticket.status))
    throw new DomainError("ticket_spent", `This session is ${ticket.status}.`, {
      members: { found_status: ticket.status },
    });
  if (booking.patient_id !== ticket.patient_id) throw otherThan("/patient_id", "patient");
  if (booking.service_id !== ticket.service_id) throw otherThan("/service_id", "service");
  if (ticket.clinic_required && booking.clinic_id !== ticket.clinic_id) throw otherThan("/clinic_id", "clinic");
  return { ticketId, prepaid: ticket.prepaid };
}

const otherThan = (pointer: string, what: string): DomainError =>
  fault("not_offered", pointer, `The session was sold for another ${what}.`);
