import { z } from "zod";
import { notFound } from "../core/errors.ts";
import { id, listQuery } from "../core/schemas.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import type { App } from "../platform/http/app.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { changeClinic, openClinic } from "./clinic-record.ts";
import { findClinic, listClinics } from "./clinics.sql.ts";
import * as schemas from "./schemas.ts";

const one = z.object({ id });

export function clinicRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/clinics",
    {
      config: { operation: "listClinics" },
      schema: { querystring: z.strictObject(listQuery), response: { 200: schemas.clinicPage } },
    },
    async ({ caller, query: { cursor, limit } }) => {
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listClinics(database, readCursor(cursor, "text", "uuid"), limit + 1),
      );
      return pageOf(rows, limit, ({ name, id }) => [name, id]);
    },
  );

  app.get(
    "/api/v1/clinics/:id",
    { config: { operation: "readClinic" }, schema: { params: one, response: { 200: schemas.clinic } } },
    async ({ caller, params }, reply) => {
      const clinic = await house.postgres.read(caller.organizationId, (database) => findClinic(database, params.id));
      if (!clinic) throw notFound("/id", "clinic");
      return withEtag(reply, clinic);
    },
  );

  app.post(
    "/api/v1/clinics",
    { config: { operation: "createClinic" }, schema: { body: schemas.newClinic, response: { 201: schemas.clinic } } },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, ({ postgres, now }) =>
        postgres.write(request.caller.organizationId, (tx) => openClinic(tx, request.body, now())),
      );
    },
  );

  app.patch(
    "/api/v1/clinics/:id",
    {
      config: { operation: "changeClinic" },
      schema: { params: one, body: schemas.clinicChange, response: { 200: schemas.clinic } },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const clinic = await house.postgres.write(caller.organizationId, (tx) =>
        changeClinic(tx, params.id, body, expectedVersion(request), house.now()),
      );
      return withEtag(reply, clinic);
    },
  );
}
