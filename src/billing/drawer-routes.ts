import { z } from "zod";
import { notFound } from "../core/errors.ts";
import { id } from "../core/schemas.ts";
import type { App } from "../platform/http/app.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { closeDrawer, openDrawer, reopenDrawer } from "./cash-drawers.ts";
import { selectDrawer, selectDrawers } from "./cash-drawers.sql.ts";
import { dateAsked } from "./date-asked.ts";
import * as schemas from "./till-schemas.ts";

const one = z.object({ id });

export function drawerRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/cash-drawers",
    {
      config: { operation: "listCashDrawers" },
      schema: { querystring: schemas.drawerQuery, response: { 200: schemas.drawers } },
    },
    async ({ caller, query: { clinic_id: clinicId, date: wanted } }) =>
      await house.postgres.read(caller.organizationId, async (database) => {
        const date = await dateAsked(database, clinicId, wanted, house.now());
        return { clinic_id: clinicId, date, items: await selectDrawers(database, clinicId, date) };
      }),
  );

  app.get(
    "/api/v1/cash-drawers/:id",
    {
      config: { operation: "readCashDrawer" },
      schema: { params: one, response: { 200: schemas.cashDrawer } },
    },
    async ({ caller, params }, reply) => {
      const drawer = await house.postgres.read(caller.organizationId, (database) => selectDrawer(database, params.id));
      if (!drawer) throw notFound("/id", "cash drawer");
      return withEtag(reply, drawer);
    },
  );

  app.post(
    "/api/v1/cash-drawers",
    {
      config: { operation: "openCashDrawer" },
      schema: { body: schemas.newDrawer, response: { 201: schemas.cashDrawer } },
    },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, (house) => openDrawer(house, request.caller, request.body));
    },
  );

  app.post(
    "/api/v1/cash-drawers/:id/close",
    {
      config: { operation: "closeCashDrawer" },
      schema: { params: one, body: schemas.drawerCount, response: { 200: schemas.cashDrawer } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        closeDrawer(house, request.caller, request.params.id, request.body, expectedVersion(request)),
      ),
  );

  app.post(
    "/api/v1/cash-drawers/:id/reopen",
    {
      config: { operation: "reopenCashDrawer" },
      schema: { params: one, body: schemas.reopen, response: { 200: schemas.cashDrawer } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        reopenDrawer(house, request.caller, request.params.id, request.body.reason, expectedVersion(request)),
      ),
  );
}
