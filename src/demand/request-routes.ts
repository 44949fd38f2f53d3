import { z } from "zod";
import { notFound } from "../core/errors.ts";
import { id } from "../core/schemas.ts";
import type { App } from "../platform/http/app.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { changeRequest, requestSessions } from "./request-record.ts";
import * as schemas from "./request-schemas.ts";
import { findRequest, listRequests } from "./requests.sql.ts";
import { listTickets } from "./session-tickets.sql.ts";

const one = z.object({ id });

export function requestRoutes(app: App, house: House): void {
  readRoutes(app, house);

  app.post(
    "/api/v1/booking-requests",
    {
      config: { operation: "createBookingRequest" },
      schema: { body: schemas.newBookingRequest, response: { 201: schemas.bookingRequest } },
    },
    async (request, reply) => {
      const { caller, body } = request;
      reply.code(201);
      return await once(house, request, reply, ({ postgres, now }) =>
        postgres.write(caller.organizationId, (tx) => requestSessions(tx, body, caller.accountId, now())),
      );
    },
  );

  app.patch(
    "/api/v1/booking-requests/:id",
    {
      config: { operation: "changeBookingRequest" },
      schema: { params: one, body: schemas.bookingRequestChange, response: { 200: schemas.bookingRequest } },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const changed = await house.postgres.write(caller.organizationId, (tx) =>
        changeRequest(tx, params.id, body, expectedVersion(request), house.now()),
      );
      return withEtag(reply, changed);
    },
  );
}

function readRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/booking-requests",
    {
      config: { operation: "listBookingRequests" },
      schema: { querystring: schemas.requestQuery, response: { 200: schemas.requestPage } },
    },
    async ({ caller, query }) => {
      const filter = {
        clinicId: query.clinic_id ?? null,
        patientId: query.patient_id ?? null,
        serviceId: query.service_id ?? null,
        status: query.status ?? null,
      };
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listRequests(database, filter, readCursor(query.cursor, "instant", "uuid"), query.limit + 1),
      );
      return pageOf(rows, query.limit, ({ created_at, id }) => [created_at.toString(), id]);
    },
  );

  app.get(
    "/api/v1/booking-requests/:id",
    {
      config: { operation: "readBookingRequest" },
      schema: { params: one, response: { 200: schemas.bookingRequest } },
    },
    async ({ caller, params }, reply) => {
      const found = await house.postgres.read(caller.organizationId, (database) => findRequest(database, params.id));
      if (!found) throw notFound("/id", "booking request");
      return withEtag(reply, found);
    },
  );

  app.get(
    "/api/v1/session-tickets",
    {
      config: { operation: "listSessionTickets" },
      schema: { querystring: schemas.ticketQuery, response: { 200: schemas.ticketPage } },
    },
    async ({ caller, query }) => {
      const filter = {
        patientId: query.patient_id ?? null,
        requestId: query.request_id ?? null,
        contractId: query.contract_id ?? null,
        clinicId: query.clinic_id ?? null,
        status: query.status ?? null,
      };
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listTickets(database, filter, readCursor(query.cursor, "uuid", "number"), query.limit + 1),
      );
      return pageOf(rows, query.limit, ({ request_id, ordinal }) => [request_id, String(ordinal)]);
    },
  );
}
