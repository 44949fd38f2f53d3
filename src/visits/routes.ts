import { z } from "zod";
import { notFound } from "../core/errors.ts";
import { id } from "../core/schemas.ts";
import type { Database } from "../platform/database.ts";
import type { App } from "../platform/http/app.ts";
import { tagOf, withTag } from "../platform/http/conditions.ts";
import type { House } from "../platform/house.ts";
import * as schemas from "./schemas.ts";
import { selectTicket, selectTickets, selectVisitsOfTickets, type TicketRow } from "./visits.sql.ts";

export function visitRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/visit-tickets",
    {
      config: { operation: "listVisitTickets" },
      schema: { querystring: schemas.visitTicketQuery, response: { 200: schemas.visitTickets } },
    },
    async ({ caller, query }) =>
      await house.postgres.read(caller.organizationId, async (database) => {
        const tickets = await selectTickets(database, query.patient_id, query.date);
        return { items: await withVisits(database, tickets) };
      }),
  );

  app.get(
    "/api/v1/visit-tickets/:id",
    {
      config: { operation: "readVisitTicket" },
      schema: { params: z.object({ id }), response: { 200: schemas.visitTicketWithVisits } },
    },
    async ({ caller, params }, reply) =>
      await house.postgres.read(caller.organizationId, async (database) => {
        const ticket = await selectTicket(database, params.id);
        if (!ticket) throw notFound("/id", "visit ticket");
        return withTag(reply, (await withVisits(database, [ticket]))[0]!);
      }),
  );
}

async function withVisits(database: Database, tickets: readonly TicketRow[]) {
  const ids = tickets.map((ticket) => ticket.id);
  const all = await selectVisitsOfTickets(database, ids);
  return tickets.map((ticket) => {
    const visits = all.filter((visit) => visit.visit_ticket_id === ticket.id);
    return { ...ticket, etag: tagOf(visits), visits };
  });
}
