import { z } from "zod";
import { notFound } from "../core/errors.ts";
import { id } from "../core/schemas.ts";
import type { App } from "../platform/http/app.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { changeContract, drawUpContract } from "./contract-record.ts";
import * as schemas from "./contract-schemas.ts";
import { findContract, listContracts } from "./contracts.sql.ts";

const one = z.object({ id });

export function contractRoutes(app: App, house: House): void {
  readRoutes(app, house);

  app.post(
    "/api/v1/contracts",
    {
      config: { operation: "createContract" },
      schema: { body: schemas.newContract, response: { 201: schemas.contract } },
    },
    async (request, reply) => {
      const { caller, body } = request;
      reply.code(201);
      return await once(house, request, reply, ({ postgres, now }) =>
        postgres.write(caller.organizationId, (tx) => drawUpContract(tx, body, caller.accountId, now())),
      );
    },
  );

  app.patch(
    "/api/v1/contracts/:id",
    {
      config: { operation: "changeContract" },
      schema: { params: one, body: schemas.contractChange, response: { 200: schemas.contract } },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const changed = await house.postgres.write(caller.organizationId, (tx) =>
        changeContract(tx, params.id, body, expectedVersion(request), house.now()),
      );
      return withEtag(reply, changed);
    },
  );
}

function readRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/contracts",
    {
      config: { operation: "listContracts" },
      schema: { querystring: schemas.contractQuery, response: { 200: schemas.contractPage } },
    },
    async ({ caller, query }) => {
      const filter = {
        clinicId: query.clinic_id ?? null,
        patientId: query.patient_id ?? null,
        status: query.status ?? null,
      };
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listContracts(database, filter, readCursor(query.cursor, "instant", "uuid"), query.limit + 1),
      );
      return pageOf(rows, query.limit, ({ created_at, id }) => [created_at.toString(), id]);
    },
  );

  app.get(
    "/api/v1/contracts/:id",
    { config: { operation: "readContract" }, schema: { params: one, response: { 200: schemas.contract } } },
    async ({ caller, params }, reply) => {
      const found = await house.postgres.read(caller.organizationId, (database) => findContract(database, params.id));
      if (!found) throw notFound("/id", "contract");
      return withEtag(reply, found);
    },
  );
}
