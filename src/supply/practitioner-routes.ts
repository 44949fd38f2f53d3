import { z } from "zod";
import { notFound } from "../core/errors.ts";
import { id, listQuery } from "../core/schemas.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import type { App } from "../platform/http/app.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { findClinic } from "./clinics.sql.ts";
import { changePractitioner, registerPractitioner } from "./practitioner-record.ts";
import {
  findPractitioner,
  listClinicPractitioners,
  listPractitioners,
  type PractitionerRow,
} from "./practitioners.sql.ts";
import * as schemas from "./schemas.ts";

const one = z.object({ id });
const page = z.strictObject(listQuery);
const keyOf = ({ name, id }: PractitionerRow) => [name, id];

export function practitionerRoutes(app: App, house: House): void {
  listRoutes(app, house);

  app.get(
    "/api/v1/practitioners/:id",
    { config: { operation: "readPractitioner" }, schema: { params: one, response: { 200: schemas.practitioner } } },
    async ({ caller, params }, reply) => {
      const practitioner = await house.postgres.read(caller.organizationId, (database) =>
        findPractitioner(database, params.id),
      );
      if (!practitioner) throw notFound("/id", "practitioner");
      return withEtag(reply, practitioner);
    },
  );

  app.post(
    "/api/v1/practitioners",
    {
      config: { operation: "createPractitioner" },
      schema: { body: schemas.newPractitioner, response: { 201: schemas.practitioner } },
    },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, ({ postgres, now }) =>
        postgres.write(request.caller.organizationId, (tx) => registerPractitioner(tx, request.body, now())),
      );
    },
  );

  app.patch(
    "/api/v1/practitioners/:id",
    {
      config: { operation: "changePractitioner" },
      schema: { params: one, body: schemas.practitionerChange, response: { 200: schemas.practitioner } },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const practitioner = await house.postgres.write(caller.organizationId, (tx) =>
        changePractitioner(tx, params.id, body, expectedVersion(request), house.now()),
      );
      house.wake(caller.organizationId);
      return withEtag(reply, practitioner);
    },
  );
}

function listRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/practitioners",
    {
      config: { operation: "listPractitioners" },
      schema: { querystring: page, response: { 200: schemas.practitionerPage } },
    },
    async ({ caller, query: { cursor, limit } }) => {
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listPractitioners(database, readCursor(cursor, "text", "uuid"), limit + 1),
      );
      return pageOf(rows, limit, keyOf);
    },
  );

  app.get(
    "/api/v1/clinics/:id/practitioners",
    {
      config: { operation: "listClinicPractitioners" },
      schema: { params: one, querystring: page, response: { 200: schemas.practitionerPage } },
    },
    async ({ caller, params, query: { cursor, limit } }) => {
      const after = readCursor(cursor, "text", "uuid");
      const [clinic, rows] = await house.postgres.read(
        caller.organizationId,
        async (database) =>
          await Promise.all([
            findClinic(database, params.id),
            listClinicPractitioners(database, params.id, after, limit + 1),
          ]),
      );
      if (!clinic) throw notFound("/id", "clinic");
      return pageOf(rows, limit, keyOf);
    },
  );
}
