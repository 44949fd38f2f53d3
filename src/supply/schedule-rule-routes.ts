import { z } from "zod";
import { notFound } from "../core/errors.ts";
import { id } from "../core/schemas.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import type { App } from "../platform/http/app.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { addition, alteration, removal } from "./planned-rule.ts";
import { previewChange } from "./preview-change.ts";
import { addScheduleRule, changeScheduleRule, removeScheduleRule } from "./schedule-rule-record.ts";
import { findScheduleRule, listScheduleRules, type ScheduleRuleRow } from "./schedule-rules.sql.ts";
import * as schemas from "./schemas.ts";

const one = z.object({ id });

export function scheduleRuleRoutes(app: App, house: House): void {
  readRoutes(app, house);

  app.post(
    "/api/v1/schedule-rules",
    {
      config: { operation: "createScheduleRule" },
      schema: {
        querystring: schemas.preview,
        body: schemas.newScheduleRule,
        response: { 200: schemas.impact, 201: schemas.scheduleRule },
      },
    },
    async (request, reply) => {
      const { caller, body, query } = request;
      if (query.preview === "true") return await previewChange(house, caller.organizationId, addition(body));
      reply.code(201);
      return await once(house, request, reply, async ({ postgres, now, wake }) => {
        const rule = await postgres.write(caller.organizationId, (tx) => addScheduleRule(tx, body, now()));
        wake(caller.organizationId);
        return rule;
      });
    },
  );

  app.patch(
    "/api/v1/schedule-rules/:id",
    {
      config: { operation: "changeScheduleRule" },
      schema: {
        params: one,
        querystring: schemas.preview,
        body: schemas.scheduleRuleChange,
        response: { 200: z.union([schemas.scheduleRule, schemas.impact]) },
      },
    },
    async (request, reply) => {
      const { caller, params, body, query } = request;
      const expected = expectedVersion(request);
      if (query.preview === "true")
        return await previewChange(house, caller.organizationId, alteration(params.id, body, expected));
      const rule = await house.postgres.write(caller.organizationId, (tx) =>
        changeScheduleRule(tx, params.id, body, expected, house.now()),
      );
      house.wake(caller.organizationId);
      return withEtag(reply, rule);
    },
  );

  app.delete(
    "/api/v1/schedule-rules/:id",
    {
      config: { operation: "deleteScheduleRule" },
      schema: { params: one, querystring: schemas.preview, response: { 200: schemas.impact, 204: z.null() } },
    },
    async (request, reply) => {
      const { caller, params, query } = request;
      const expected = expectedVersion(request);
      if (query.preview === "true")
        return await previewChange(house, caller.organizationId, removal(params.id, expected));
      await house.postgres.write(caller.organizationId, (tx) =>
        removeScheduleRule(tx, params.id, expected, house.now()),
      );
      house.wake(caller.organizationId);
      return reply.code(204).send();
    },
  );
}

function readRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/schedule-rules",
    {
      config: { operation: "listScheduleRules" },
      schema: { querystring: schemas.scheduleRuleQuery, response: { 200: schemas.scheduleRulePage } },
    },
    async ({ caller, query: { cursor, limit, ...wanted } }) => {
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listScheduleRules(database, wanted, readCursor(cursor, "uuid", "number", "time", "uuid"), limit + 1),
      );
      return pageOf(rows, limit, keyOf);
    },
  );

  app.get(
    "/api/v1/schedule-rules/:id",
    { config: { operation: "readScheduleRule" }, schema: { params: one, response: { 200: schemas.scheduleRule } } },
    async ({ caller, params }, reply) => {
      const rule = await house.postgres.read(caller.organizationId, (database) =>
        findScheduleRule(database, params.id),
      );
      if (!rule) throw notFound("/id", "schedule rule");
      return withEtag(reply, rule);
    },
  );
}

const keyOf = ({ resource_id, weekday, start_local, id }: ScheduleRuleRow) => [
  resource_id,
  String(weekday),
  start_local,
  id,
];
