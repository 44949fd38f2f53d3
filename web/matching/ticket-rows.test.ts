import { expect, test } from "vitest";
import type { SessionTicket } from "../api/types.ts";
import { ticketRows } from "./ticket-rows.ts";

const ticket = (request: string, ordinal: number) =>
  ({ id: `${request}${ordinal}`, request_id: request, ordinal }) as SessionTicket;

const told = (tickets: SessionTicket[]) => ticketRows(tickets).map(({ next, later }) => [next.id, later]);

test.each<[string, SessionTicket[], [string, number][]]>([
  ["nothing", [], []],
  ["one session", [ticket("a", 3)], [["a3", 0]]],
  [
    "two requests, in their order",
    [ticket("b", 1), ticket("b", 2), ticket("a", 1)],
    [
      ["b1", 1],
      ["a1", 0],
    ],
  ],
  ["a page that begins in the middle", [ticket("a", 5), ticket("a", 4), ticket("a", 6)], [["a4", 2]]],
])("%s", (_, tickets, rows) => expect(told(tickets)).toEqual(rows));
