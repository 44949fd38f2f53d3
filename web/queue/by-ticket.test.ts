import { expect, test } from "vitest";
import { byTicket } from "./by-ticket.ts";

const visit = (id: string, visit_ticket_id: string, starts_at: string | null) => ({ id, visit_ticket_id, starts_at });

test("who has several appointments stands once, at the first of them", () => {
  const visits = [
    visit("c", "ann", "2026-11-23T09:00:00Z"),
    visit("b", "ann", "2026-11-23T07:00:00Z"),
    visit("a", "bea", "2026-11-23T08:00:00Z"),
  ];
  expect(byTicket(visits).map((ticket) => ticket.map(({ id }) => id))).toEqual([["b", "c"], ["a"]]);
});
