import { z } from "zod";
import { notFound } from "../core/errors.ts";
import { id } from "../core/schemas.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import type { App } from "../platform/http/app.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { addPool, changePool } from "./pool-record.ts";
import { findPool, listPools } from "./pools.sql.ts";
import * as schemas from "./pool-schemas.ts";

const one = z.object({ id });

export function poolRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/pools",
    {
      config: { operation: "listPools" },
      schema: { querystring: schemas.poolQuery, response: { 200: schemas.poolPage } },
    },
    async ({ caller, query: { clinic_id, cursor, limit } }) => {
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listPools(database, clinic_id, readCursor(cursor, "text", "uuid"), limit + 1),
      );
      return pageOf(rows, limit, ({ name, id }) => [name, id]);
    },
  );

  app.get(
    "/api/v1/pools/:id",
    { config: { operation: "readPool" }, schema: { params: one, response: { 200: schemas.pool } } },
    async ({ caller, params }, reply) => {
      const pool = await house.postgres.read(caller.organizationId, (database) => findPool(database, params.id));
      if (!pool) throw notFound("/id", "pool");
      return withEtag(reply, pool);
    },
  );

  app.post(
    "/api/v1/pools",
    {
      config: { operation: "createPool" },
      schema: { body: schemas.newPool, response: { 201: schemas.pool } },
    },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, ({ postgres, now }) =>
        postgres.write(request.caller.organizationId, (tx) => addPool(tx, request.body, now())),
      );
    },
  );

  app.patch(
    "/api/v1/pools/:id",
    {
      config: { operation: "changePool" },
      schema: { params: one, body: schemas.poolChange, response: { 200: schemas.pool } },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const pool = await house.postgres.write(caller.organizationId, (tx) =>
        changePool(tx, params.id, body, expectedVersion(request), house.now()),
      );
      return withEtag(reply, pool);
    },
  );
}
