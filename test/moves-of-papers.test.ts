import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  allows,
  contractMoves,
  offerMoves,
  planMoves,
  requestMoves,
  sessionMoves,
  timeOffMoves,
} from "../src/core/moves.ts";
import type { Client } from "./client.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Furnished, furnish } from "./operations.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** A state machine whose moves people ask for. What nobody asks for, such as completing a contract, happens by itself. */
interface Machine {
  name: string;
  table: string;
  path: string;
  statuses: readonly string[];
  moves: Readonly<Record<string, { from: readonly string[]; to: string }>>;
  asked: Readonly<Record<string, object>>;
  idOf: (ids: Furnished) => string;
  /** Columns that the table wants to go with a status. */
  and?: string;
  code?: string;
}

const machines: Machine[] = [
  {
    name: "time off",
    table: "time_off_requests",
    path: "/time-off-requests",
    statuses: ["pending", "approved", "denied"],
    moves: timeOffMoves,
    asked: { approve: {}, deny: {} },
    idOf: ({ timeOffId }) => timeOffId,
    and: "decided_at = case when $2 <> 'pending' then now() end",
  },
  {
    name: "contract",
    table: "contracts",
    path: "/contracts",
    statuses: ["draft", "confirmed", "completed", "cancelled"],
    moves: contractMoves,
    asked: { confirm: {}, cancel: { reason: "Moved away" } },
    idOf: ({ contractId }) => contractId,
    and: `confirmed_at = case when $2 in ('confirmed', 'completed') then now() end,
      completed_at = case when $2 = 'completed' then now() end, cancelled_at = case when $2 = 'cancelled' then now() end`,
  },
  {
    name: "booking request",
    table: "booking_requests",
    path: "/booking-requests",
    statuses: ["open", "partially_scheduled", "scheduled", "fulfilled", "cancelled", "expired"],
    moves: requestMoves,
    asked: { cancel: {} },
    idOf: ({ requestId }) => requestId,
  },
  {
    name: "plan",
    table: "matching_plans",
    path: "/matching/plans",
    statuses: ["running", "ready", "committed", "undone", "cancelled", "failed"],
    moves: planMoves,
    asked: { commit: {}, undo: {}, cancel: {} },
    idOf: ({ planId }) => planId,
  },
  {
    name: "waitlist offer",
    table: "waitlist_offers",
    path: "/waitlist/offers",
    statuses: ["offered", "accepted", "declined", "lapsed", "withdrawn"],
    moves: offerMoves,
    asked: { accept: {}, decline: {} },
    idOf: ({ offerId }) => offerId,
    and: "decided_at = case when $2 <> 'offered' then now() end",
    // Who comes too late for an offer is told so.
    code: "offer_over",
  },
  {
    name: "session",
    table: "sessions",
    path: "/sessions",
    statuses: ["open", "closed", "done", "cancelled"],
    moves: sessionMoves,
    asked: { close: {}, reopen: {}, cancel: { reason: "No water" } },
    idOf: ({ sessionId }) => sessionId,
    and: "cancelled_at = case when $2 = 'cancelled' then now() end",
  },
];

let server: TestServer;
let admin: Client;
let ids: Furnished;
beforeAll(async () => {
  server = await openTestServer();
  admin = server.as("admin");
  ids = await furnish(admin, server.ids, server.house);
});
afterAll(() => server.close());

const put = (machine: Machine, status: string) =>
  withClient(server.ownerUrl, (client) =>
    client.query(
      `update ${machine.table} set status = $2::text${machine.and ? `, ${machine.and.replaceAll("$2", "$2::text")}` : ""} where id = $1`,
      [machine.idOf(ids), status],
    ),
  );

describe.each(machines)("a $name", (machine) => {
  const illegal = machine.statuses.flatMap((status) =>
    Object.keys(machine.asked)
      .filter((move) => !allows(machine.moves[move]!, status))
      .map((move) => [status, move] as const),
  );

  test.each(illegal)("that is %s refuses to %s, and nothing changes", async (status, move) => {
    await put(machine, status);
    const before = await fingerprint(server.ownerUrl, ids.organizationId);
    const { status: answered, body } = await admin.post(
      `${machine.path}/${machine.idOf(ids)}/${move}`,
      machine.asked[move],
    );
    expect([answered, body.code, body.found_status]).toEqual([409, machine.code ?? "illegal_move", status]);
    expect(await fingerprint(server.ownerUrl, ids.organizationId)).toEqual(before);
  });
});
