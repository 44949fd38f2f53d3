import { epochMinuteOf } from "../core/zones.ts";
import type { AppointmentRow } from "../booking/appointments.ts";
import { lockRequestOf } from "../demand/tickets.ts";
import type { Transaction } from "../platform/database.ts";
import { type House, withWrite } from "../platform/house.ts";
import { selectSessionTerms } from "./asked.sql.ts";
import { fitsDay, noRoom } from "./require-session.ts";

/** A session that is given a day, and how far it is bound by what it had. */
export interface Placing {
  ticketId: string;
  /** Where it is moved from, in epoch minutes: it may stay as near to the others as it was. */
  was?: number | undefined;
  /** What this plan is still to move does not stay where it is, and keeps nothing off. */
  planId?: string | undefined;
}

/** A house in which an appointment is only made or moved if `requireDay` lets its session be there; else nothing has happened. */
export function keepingDays(house: House, placing: Placing): House {
  const { postgres } = house;
  return withWrite(house, (organizationId, work) =>
    postgres.write(organizationId, async (tx) => {
      // What would be committed early waits for the days.
      const answer = await work({ ...tx, commit: () => {} });
      // Every use case that places a session answers with the appointment.
      const { appointment } = answer as { appointment: AppointmentRow };
      await requireDay(tx, placing, epochMinuteOf(appointment.starts_at));
      return answer;
    }),
  );
}

/**
 * Holds the day of a start (epoch minutes) against the request's dates and its other sessions, behind the lock on the request: of two that
 * would be too near, whoever comes second sees the first. The last lock but the contract's that a transaction may take. Throws `not_offered`.
 */
export async function requireDay(tx: Transaction, { ticketId, was, planId }: Placing, start: number): Promise<void> {
  const [, terms] = await Promise.all([lockRequestOf(tx, ticketId), selectSessionTerms(tx, ticketId, planId)]);
  if (terms && !fitsDay(terms, start, was)) throw noRoom();
}
