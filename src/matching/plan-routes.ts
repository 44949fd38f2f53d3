import { z } from "zod";
import { id } from "../core/schemas.ts";
import type { App } from "../platform/http/app.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import { once, onceEach } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { commitPlan } from "./commit-plan.ts";
import { choosePlacements } from "./each-placement.ts";
import { openPlan } from "./open-plan.ts";
import { cancelPlan, readPlan, withGap } from "./plan-record.ts";
import type { PlanSearches } from "./plan-searches.ts";
import { listPlans } from "./plans.sql.ts";
import * as schemas from "./schemas.ts";
import { takeBackPlan } from "./take-back-plan.ts";

const one = z.object({ id });
/** Calls that need no more than the address may come without a body, or with an empty one. */
const nothing = z.strictObject({}).nullish();

export function planRoutes(app: App, house: House, searches: PlanSearches): void {
  readRoutes(app, house);

  app.post(
    "/api/v1/matching/plans",
    { config: { operation: "createPlan" }, schema: { body: schemas.newPlan, response: { 201: schemas.plan } } },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, (house) => openPlan(house, request.caller, request.body, searches));
    },
  );

  app.post(
    "/api/v1/matching/plans/:id/cancel",
    {
      config: { operation: "cancelPlan" },
      schema: { params: one, body: schemas.planCancel.nullish(), response: { 200: schemas.plan } },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const how = { version: expectedVersion(request), keepFound: body?.keep_found ?? false };
      const cancelled = await once(house, request, reply, (house) => cancelPlan(house, caller, params.id, how));
      if (how.keepFound) searches.end(params.id);
      else searches.drop(params.id);
      return cancelled;
    },
  );

  verbRoutes(app, house);
}

function verbRoutes(app: App, house: House): void {
  app.post(
    "/api/v1/matching/plans/:id/commit",
    {
      config: { operation: "commitPlan" },
      schema: { params: one, body: schemas.planCommit.nullish(), response: { 200: schemas.plan } },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const chosen = await choosePlacements(house, caller, params.id, body?.placement_ids);
      const onePart = await onceEach(house, request, chosen.placements.length);
      const how = { expectedVersion: expectedVersion(request), onePart };
      return withEtag(reply, await commitPlan(house, caller, chosen, how));
    },
  );

  app.post(
    "/api/v1/matching/plans/:id/undo",
    {
      config: { operation: "undoPlan" },
      schema: { params: one, body: nothing, response: { 200: schemas.plan } },
    },
    async (request, reply) => {
      const { caller, params } = request;
      const chosen = await choosePlacements(house, caller, params.id);
      const onePart = await onceEach(house, request, chosen.placements.length);
      const how = { expectedVersion: expectedVersion(request), onePart };
      return withEtag(reply, await takeBackPlan(house, caller, chosen, how));
    },
  );
}

function readRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/matching/plans",
    {
      config: { operation: "listPlans" },
      schema: { querystring: schemas.planQuery, response: { 200: schemas.planPage } },
    },
    async ({ caller, query }) => {
      const filter = { clinicId: query.clinic_id ?? null, kind: query.kind ?? null };
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listPlans(database, filter, readCursor(query.cursor, "instant", "uuid"), query.limit + 1),
      );
      return pageOf(rows.map(withGap), query.limit, ({ created_at, id }) => [created_at.toString(), id]);
    },
  );

  app.get(
    "/api/v1/matching/plans/:id",
    { config: { operation: "readPlan" }, schema: { params: one, response: { 200: schemas.plan } } },
    async ({ caller, params }, reply) =>
      withEtag(reply, await house.postgres.read(caller.organizationId, (database) => readPlan(database, params.id))),
  );
}
