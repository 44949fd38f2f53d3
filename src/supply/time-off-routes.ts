import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { notFound } from "../core/errors.ts";
import { id } from "../core/schemas.ts";
import type { App } from "../platform/http/app.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { approve, previewApproval } from "./decide-time-off.ts";
import { readOpenRange } from "./read-range.ts";
import { preview } from "./schemas.ts";
import { type Decision, denyTimeOff, maySee, requestTimeOff, timeOffOf } from "./time-off.ts";
import { findTimeOffRequest, listTimeOffRequests } from "./time-off-requests.sql.ts";
import * as schemas from "./time-off-schemas.ts";

const one = z.object({ id });
const decision = schemas.timeOffDecision.nullish();

export function timeOffRoutes(app: App, house: House): void {
  readRoutes(app, house);
  decisionRoutes(app, house);

  app.post(
    "/api/v1/time-off-requests",
    {
      config: { operation: "createTimeOffRequest" },
      schema: { body: schemas.newTimeOffRequest, response: { 201: schemas.timeOffRequest } },
    },
    async (request, reply) => {
      const { caller, body } = request;
      reply.code(201);
      return await once(house, request, reply, ({ postgres, now }) =>
        postgres.write(caller.organizationId, (tx) => requestTimeOff(tx, caller, body, now())),
      );
    },
  );
}

function decisionRoutes(app: App, house: House): void {
  app.post(
    "/api/v1/time-off-requests/:id/approve",
    {
      config: { operation: "approveTimeOffRequest" },
      schema: {
        params: one,
        querystring: preview,
        body: decision,
        response: { 200: schemas.timeOffApproval },
      },
    },
    async (request) => {
      const { caller, params, query } = request;
      const decide = query.preview === "true" ? previewApproval : approve;
      return await decide(house, caller, params.id, decisionOf(request));
    },
  );

  app.post(
    "/api/v1/time-off-requests/:id/deny",
    {
      config: { operation: "denyTimeOffRequest" },
      schema: { params: one, body: decision, response: { 200: schemas.timeOffRequest } },
    },
    async (request, reply) => {
      const { caller, params } = request;
      return await once(house, request, reply, ({ postgres, now }) =>
        postgres.write(caller.organizationId, (tx) => denyTimeOff(tx, params.id, decisionOf(request), now())),
      );
    },
  );
}

function decisionOf(request: FastifyRequest<{ Body: z.output<typeof decision> }>): Decision {
  const { caller, body } = request;
  return { notes: body?.notes ?? null, decidedBy: caller.accountId, expectedVersion: expectedVersion(request) };
}

function readRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/time-off-requests",
    {
      config: { operation: "listTimeOffRequests" },
      schema: { querystring: schemas.timeOffQuery, response: { 200: schemas.timeOffPage } },
    },
    async ({ caller, query }) => {
      const { resource_id: resourceId = null, status = null } = query;
      const after = readCursor(query.cursor, "instant", "uuid");
      const rows = await house.postgres.read(caller.organizationId, async (database) => {
        const during = await readOpenRange(database, null, query);
        const filter = { onlyOf: timeOffOf(caller), resourceId, status, ...during };
        return await listTimeOffRequests(database, filter, after, query.limit + 1);
      });
      return pageOf(rows, query.limit, ({ starts_at, id }) => [starts_at, id]);
    },
  );

  app.get(
    "/api/v1/time-off-requests/:id",
    {
      config: { operation: "readTimeOffRequest" },
      schema: { params: one, response: { 200: schemas.timeOffRequest } },
    },
    async ({ caller, params }, reply) => {
      const request = await house.postgres.read(caller.organizationId, (database) =>
        findTimeOffRequest(database, params.id),
      );
      if (!request || !maySee(caller, request.resource_id)) throw notFound("/id", "time-off request");
      return withEtag(reply, request);
    },
  );
}
