import { z } from "zod";
import { notFound } from "../core/errors.ts";
import { id } from "../core/schemas.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import type { App } from "../platform/http/app.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { addResource, changeResource } from "./resource-record.ts";
import { findResource, listResources } from "./resources.sql.ts";
import * as schemas from "./schemas.ts";

const one = z.object({ id });

export function resourceRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/resources",
    {
      config: { operation: "listResources" },
      schema: { querystring: schemas.resourceQuery, response: { 200: schemas.resourcePage } },
    },
    async ({ caller, query: { cursor, limit, ...wanted } }) => {
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listResources(database, wanted, readCursor(cursor, "text", "uuid"), limit + 1),
      );
      return pageOf(rows, limit, ({ name, id }) => [name, id]);
    },
  );

  app.get(
    "/api/v1/resources/:id",
    { config: { operation: "readResource" }, schema: { params: one, response: { 200: schemas.resource } } },
    async ({ caller, params }, reply) => {
      const resource = await house.postgres.read(caller.organizationId, (database) =>
        findResource(database, params.id),
      );
      if (!resource) throw notFound("/id", "resource");
      return withEtag(reply, resource);
    },
  );

  app.post(
    "/api/v1/resources",
    {
      config: { operation: "createResource" },
      schema: { body: schemas.newResource, response: { 201: schemas.resource } },
    },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, ({ postgres, now }) =>
        postgres.write(request.caller.organizationId, (tx) => addResource(tx, request.body, now())),
      );
    },
  );

  app.patch(
    "/api/v1/resources/:id",
    {
      config: { operation: "changeResource" },
      schema: { params: one, body: schemas.resourceChange, response: { 200: schemas.resource } },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const resource = await house.postgres.write(caller.organizationId, (tx) =>
        changeResource(tx, params.id, body, expectedVersion(request), house.now()),
      );
      house.wake(caller.organizationId);
      return withEtag(reply, resource);
    },
  );
}
