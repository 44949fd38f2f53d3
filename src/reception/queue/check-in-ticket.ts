import type { AppointmentRow } from "../../booking/appointments.ts";
import { illegalMove, notFound } from "../../core/errors.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireTag } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import {
  lockVisitsOfTicket,
  readTicket,
  readVisitsOfTickets,
  type TicketRow,
  type VisitRow,
} from "../../visits/visits.ts";
import { checkInOne } from "./check-in.ts";
import { lockExpectedOn } from "./check-in-ticket.sql.ts";

interface CheckedIn {
  visit_ticket: TicketRow;
  checked_in: { appointment: AppointmentRow; visit: VisitRow }[];
}

/**
 * Checks in everything that a patient has on one day at one clinic, in the order of the starts: all of it or nothing. What has
 * arrived, or is off, stays as it is.
 *
 * Throws `not_found`, `version_mismatch`, `wrong_date` on another date than the ticket's, or `illegal_move` when nothing is left to check in.
 */
export async function checkInTicket(
  house: House,
  caller: Caller,
  ticketId: string,
  expectedTag: string | null,
): Promise<CheckedIn> {
  const now = house.now();
  const arrived = await house.postgres.write(caller.organizationId, async (tx): Promise<CheckedIn> => {
    const ticket = await readTicket(tx, ticketId);
    if (!ticket) throw notFound("/id", "visit ticket");
    const [expected, [first]] = await Promise.all([lockExpectedOn(tx, ticketId), readVisitsOfTickets(tx, [ticketId])]);
    if (expectedTag !== null) requireTag(expectedTag, await lockVisitsOfTicket(tx, ticketId));
    if (expected.length === 0) throw illegalMove(first?.status ?? "cancelled");
    const step = { actorId: caller.accountId, expectedVersion: null, now };
    const checked_in = [];
    for (const id of expected) checked_in.push(await checkInOne(tx, id, step));
    return { visit_ticket: ticket, checked_in };
  });
  house.wake(caller.organizationId);
  return arrived;
}
