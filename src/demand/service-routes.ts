import { z } from "zod";
import { notFound } from "../core/errors.ts";
import { id, listQuery } from "../core/schemas.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import type { App } from "../platform/http/app.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { changeService, offerService } from "./service-record.ts";
import { clinicExists, findService, listClinicServices, listServices, type ServiceRow } from "./services.sql.ts";
import * as schemas from "./schemas.ts";

const one = z.object({ id });
const page = z.strictObject(listQuery);
const keyOf = ({ name, id }: ServiceRow) => [name, id];

export function serviceRoutes(app: App, house: House): void {
  listRoutes(app, house);

  app.get(
    "/api/v1/services/:id",
    { config: { operation: "readService" }, schema: { params: one, response: { 200: schemas.service } } },
    async ({ caller, params }, reply) => {
      const service = await house.postgres.read(caller.organizationId, (database) => findService(database, params.id));
      if (!service) throw notFound("/id", "service");
      return withEtag(reply, service);
    },
  );

  app.post(
    "/api/v1/services",
    {
      config: { operation: "createService" },
      schema: { body: schemas.newService, response: { 201: schemas.service } },
    },
    async (request, reply) => {
      reply.code(201);
      const { organizationId } = request.caller;
      return await once(house, request, reply, async ({ postgres, now, wake }) => {
        const service = await postgres.write(organizationId, (tx) => offerService(tx, request.body, now()));
        wake(organizationId);
        return service;
      });
    },
  );

  app.patch(
    "/api/v1/services/:id",
    {
      config: { operation: "changeService" },
      schema: { params: one, body: schemas.serviceChange, response: { 200: schemas.service } },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const service = await house.postgres.write(caller.organizationId, (tx) =>
        changeService(tx, params.id, body, expectedVersion(request), house.now()),
      );
      house.wake(caller.organizationId);
      return withEtag(reply, service);
    },
  );
}

function listRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/services",
    {
      config: { operation: "listServices" },
      schema: { querystring: page, response: { 200: schemas.servicePage } },
    },
    async ({ caller, query: { cursor, limit } }) => {
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listServices(database, readCursor(cursor, "text", "uuid"), limit + 1),
      );
      return pageOf(rows, limit, keyOf);
    },
  );

  app.get(
    "/api/v1/clinics/:id/services",
    {
      config: { operation: "listClinicServices" },
      schema: { params: one, querystring: page, response: { 200: schemas.servicePage } },
    },
    async ({ caller, params, query: { cursor, limit } }) => {
      const after = readCursor(cursor, "text", "uuid");
      const [exists, rows] = await house.postgres.read(
        caller.organizationId,
        async (database) =>
          await Promise.all([
            clinicExists(database, params.id),
            listClinicServices(database, params.id, after, limit + 1),
          ]),
      );
      if (!exists) throw notFound("/id", "clinic");
      return pageOf(rows, limit, keyOf);
    },
  );
}
