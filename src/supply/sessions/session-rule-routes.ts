import { z } from "zod";
import { id } from "../../core/schemas.ts";
import type { App } from "../../platform/http/app.ts";
import { expectedVersion, withEtag } from "../../platform/http/conditions.ts";
import { once } from "../../platform/http/once.ts";
import type { House } from "../../platform/house.ts";
import { pageOf, readCursor } from "../../platform/paging.ts";
import { previewChange } from "../preview-change.ts";
import { impact, preview } from "../schemas.ts";
import { addition, alteration } from "./planned-session-rule.ts";
import { addSessionRule, changeSessionRule, readSessionRule } from "./session-rule-record.ts";
import { listSessionRules } from "./session-rules.sql.ts";
import * as schemas from "./session-schemas.ts";

const one = z.object({ id });

export function sessionRuleRoutes(app: App, house: House): void {
  readRoutes(app, house);

  app.post(
    "/api/v1/session-rules",
    {
      config: { operation: "createSessionRule" },
      schema: {
        querystring: preview,
        body: schemas.newSessionRule,
        response: { 200: impact, 201: schemas.sessionRule },
      },
    },
    async (request, reply) => {
      const { caller, body, query } = request;
      if (query.preview === "true") return await previewChange(house, caller.organizationId, addition(body));
      reply.code(201);
      return await once(house, request, reply, async ({ postgres, now, wake }) => {
        const rule = await postgres.write(caller.organizationId, (tx) => addSessionRule(tx, body, now()));
        wake(caller.organizationId);
        return rule;
      });
    },
  );

  app.patch(
    "/api/v1/session-rules/:id",
    {
      config: { operation: "changeSessionRule" },
      schema: {
        params: one,
        querystring: preview,
        body: schemas.sessionRuleChange,
        response: { 200: z.union([schemas.sessionRule, impact]) },
      },
    },
    async (request, reply) => {
      const { caller, params, body, query } = request;
      const expected = expectedVersion(request);
      if (query.preview === "true")
        return await previewChange(house, caller.organizationId, alteration(params.id, body, expected));
      const rule = await house.postgres.write(caller.organizationId, (tx) =>
        changeSessionRule(tx, params.id, body, expected, house.now()),
      );
      house.wake(caller.organizationId);
      return withEtag(reply, rule);
    },
  );
}

function readRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/session-rules",
    {
      config: { operation: "listSessionRules" },
      schema: { querystring: schemas.sessionRuleQuery, response: { 200: schemas.sessionRulePage } },
    },
    async ({ caller, query: { cursor, limit, ...wanted } }) => {
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listSessionRules(database, wanted, readCursor(cursor, "number", "time", "uuid"), limit + 1),
      );
      return pageOf(rows, limit, ({ weekday, start_local, id }) => [String(weekday), start_local, id]);
    },
  );

  app.get(
    "/api/v1/session-rules/:id",
    { config: { operation: "readSessionRule" }, schema: { params: one, response: { 200: schemas.sessionRule } } },
    async ({ caller, params }, reply) =>
      withEtag(
        reply,
        await house.postgres.read(caller.organizationId, (database) => readSessionRule(database, params.id)),
      ),
  );
}
