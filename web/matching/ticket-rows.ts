import type { SessionTicket } from "../api/types.ts";

/** What one request still owes: the session that comes next, and how many are planned after it. */
export interface TicketRow {
  next: SessionTicket;
  later: number;
}

/** One row per request, in the order in which they come; of its planned sessions the first stands for all. */
export function ticketRows(tickets: readonly SessionTicket[]): TicketRow[] {
  const rows = new Map<string, TicketRow>();
  for (const ticket of tickets) {
    const row = rows.get(ticket.request_id);
    if (!row) rows.set(ticket.request_id, { next: ticket, later: 0 });
    else rows.set(ticket.request_id, { next: sooner(row.next, ticket), later: row.later + 1 });
  }
  return [...rows.values()];
}

const sooner = (one: SessionTicket, other: SessionTicket) => (other.ordinal < one.ordinal ? other : one);
