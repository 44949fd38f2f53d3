import { ticketStatus } from "../../src/demand/request-schemas.ts";
import type { SessionTicket } from "../api/types.ts";

export interface OwedSessions {
  requestId: string;
  contractId: string | null;
  name: string;
  tickets: SessionTicket[];
}

/** The tickets of each request together, in the order in which the requests come. */
export function byRequest(tickets: readonly SessionTicket[]): OwedSessions[] {
  const requests = new Map<string, OwedSessions>();
  for (const ticket of tickets) {
    const found = requests.get(ticket.request_id);
    if (found) found.tickets.push(ticket);
    else
      requests.set(ticket.request_id, {
        requestId: ticket.request_id,
        contractId: ticket.contract_id,
        name: ticket.service_name,
        tickets: [ticket],
      });
  }
  return [...requests.values()];
}

/** How many are where; a status that none has is left out. */
export function countsOf(tickets: readonly SessionTicket[]): { status: SessionTicket["status"]; count: number }[] {
  return ticketStatus.options
    .map((status) => ({ status, count: tickets.filter((ticket) => ticket.status === status).length }))
    .filter(({ count }) => count > 0);
}
