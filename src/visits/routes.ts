import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import * as schemas from "./schemas.ts";
import { selectTickets, selectVisitsOfTickets } from "./visits.sql.ts";

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
        const visits = await selectVisitsOfTickets(
          database,
          tickets.map(({ id }) => id),
        );
        return {
          items: tickets.map((ticket) => ({
            ...ticket,
            visits: visits.filter((visit) => visit.visit_ticket_id === ticket.id),
          })),
        };
      }),
  );
}
