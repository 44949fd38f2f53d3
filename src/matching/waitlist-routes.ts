import { z } from "zod";
import { id } from "../core/schemas.ts";
import * as schemas from "../demand/waitlist-schemas.ts";
import { listOffers, listOpenings, listWaitlist } from "../demand/waitlist.ts";
import type { App } from "../platform/http/app.ts";
import { expectedVersion } from "../platform/http/conditions.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { accept, decline } from "./waitlist/answer-offer.ts";
import { recentSince } from "./waitlist/read-waiting.ts";

const one = z.object({ id });
const nothing = z.strictObject({}).nullish();

export function waitlistRoutes(app: App, house: House): void {
  readRoutes(app, house);

  app.post(
    "/api/v1/waitlist/offers/:id/accept",
    {
      config: { operation: "acceptOffer" },
      schema: { params: one, body: nothing, response: { 200: schemas.waitlistOffer } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        accept(house, request.caller, { id: request.params.id, expectedVersion: expectedVersion(request) }),
      ),
  );

  app.post(
    "/api/v1/waitlist/offers/:id/decline",
    {
      config: { operation: "declineOffer" },
      schema: { params: one, body: schemas.declineOffer.nullish(), response: { 200: schemas.waitlistOffer } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        decline(house, request.caller, {
          id: request.params.id,
          expectedVersion: expectedVersion(request),
          reason: request.body?.reason ?? null,
        }),
      ),
  );
}

function readRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/waitlist",
    {
      config: { operation: "listWaitlist" },
      schema: { querystring: schemas.waitlistQuery, response: { 200: schemas.waitlistPage } },
    },
    async ({ caller, query }) => {
      const { clinic_id: clinicId, service_id: serviceId = null } = query;
      const filter = { clinicId, serviceId, offersSince: recentSince(house.now()) };
      const after = readCursor(query.cursor, "number", "number", "instant", "uuid");
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listWaitlist(database, filter, after, query.limit + 1),
      );
      return pageOf(rows, query.limit, ({ priority, offers, created_at, id }) => [
        String(9 - priority),
        String(offers),
        created_at.toString(),
        id,
      ]);
    },
  );

  app.get(
    "/api/v1/waitlist/openings",
    {
      config: { operation: "listOpenings" },
      schema: { querystring: schemas.openingQuery, response: { 200: schemas.openingPage } },
    },
    async ({ caller, query }) => {
      const filter = { clinicId: query.clinic_id, status: query.status ?? null };
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listOpenings(database, filter, readCursor(query.cursor, "instant", "uuid"), query.limit + 1),
      );
      return pageOf(rows, query.limit, ({ created_at, id }) => [created_at.toString(), id]);
    },
  );

  app.get(
    "/api/v1/waitlist/offers",
    {
      config: { operation: "listOffers" },
      schema: { querystring: schemas.offerQuery, response: { 200: schemas.offerPage } },
    },
    async ({ caller, query }) => {
      const filter = {
        clinicId: query.clinic_id ?? null,
        requestId: query.request_id ?? null,
        openingId: query.opening_id ?? null,
        status: query.status ?? null,
      };
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listOffers(database, filter, readCursor(query.cursor, "instant", "uuid"), query.limit + 1),
      );
      return pageOf(rows, query.limit, ({ offered_at, id }) => [offered_at.toString(), id]);
    },
  );
}
