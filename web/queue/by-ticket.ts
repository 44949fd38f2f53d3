import type { QueuedVisit } from "../api/types.ts";

type Expected = Pick<QueuedVisit, "visit_ticket_id" | "starts_at">;

/** The visits of each ticket together, in the order of their times; tickets by their first time. */
export function byTicket<Visit extends Expected>(visits: readonly Visit[]): [Visit, ...Visit[]][] {
  const tickets = new Map<string, [Visit, ...Visit[]]>();
  for (const visit of visits.toSorted(byStart)) {
    const others = tickets.get(visit.visit_ticket_id);
    if (others) others.push(visit);
    else tickets.set(visit.visit_ticket_id, [visit]);
  }
  return [...tickets.values()];
}

const byStart = (one: Expected, other: Expected) => (one.starts_at ?? "").localeCompare(other.starts_at ?? "");
