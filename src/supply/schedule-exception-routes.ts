import { z } from "zod";
import { id } from "../core/schemas.ts";
import type { App } from "../platform/http/app.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import * as schemas from "./exception-schemas.ts";
import { addition, alteration, removal } from "./planned-exception.ts";
import { previewChange } from "./preview-change.ts";
import { readOpenRange } from "./read-range.ts";
import {
  addScheduleException,
  changeScheduleException,
  readException,
  removeScheduleException,
} from "./schedule-exception-record.ts";
import { listScheduleExceptions } from "./schedule-exceptions.sql.ts";
import { impact, preview } from "./schemas.ts";

const one = z.object({ id });

export function scheduleExceptionRoutes(app: App, house: House): void {
  readRoutes(app, house);

  app.post(
    "/api/v1/schedule-exceptions",
    {
      config: { operation: "createScheduleException" },
      schema: {
        querystring: preview,
        body: schemas.newScheduleException,
        response: { 200: impact, 201: schemas.scheduleException },
      },
    },
    async (request, reply) => {
      const { caller, body, query } = request;
      if (query.preview === "true")
        return await previewChange(house, caller.organizationId, addition(body, caller.accountId));
      reply.code(201);
      return await once(house, request, reply, async ({ postgres, now, wake }) => {
        const { organizationId, accountId } = caller;
        const added = await postgres.write(organizationId, (tx) => addScheduleException(tx, body, accountId, now()));
        wake(organizationId);
        return added;
      });
    },
  );

  app.patch(
    "/api/v1/schedule-exceptions/:id",
    {
      config: { operation: "changeScheduleException" },
      schema: {
        params: one,
        querystring: preview,
        body: schemas.scheduleExceptionChange,
        response: { 200: z.union([schemas.scheduleException, impact]) },
      },
    },
    async (request, reply) => {
      const { caller, params, body, query } = request;
      const expected = expectedVersion(request);
      if (query.preview === "true")
        return await previewChange(house, caller.organizationId, alteration(params.id, body, expected));
      const exception = await house.postgres.write(caller.organizationId, (tx) =>
        changeScheduleException(tx, params.id, body, expected, house.now()),
      );
      house.wake(caller.organizationId);
      return withEtag(reply, exception);
    },
  );

  app.delete(
    "/api/v1/schedule-exceptions/:id",
    {
      config: { operation: "deleteScheduleException" },
      schema: { params: one, querystring: preview, response: { 200: impact, 204: z.null() } },
    },
    async (request, reply) => {
      const { caller, params, query } = request;
      const expected = expectedVersion(request);
      if (query.preview === "true")
        return await previewChange(house, caller.organizationId, removal(params.id, expected));
      await house.postgres.write(caller.organizationId, (tx) =>
        removeScheduleException(tx, params.id, expected, house.now()),
      );
      house.wake(caller.organizationId);
      return reply.code(204).send();
    },
  );
}

function readRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/schedule-exceptions",
    {
      config: { operation: "listScheduleExceptions" },
      schema: { querystring: schemas.scheduleExceptionQuery, response: { 200: schemas.scheduleExceptionPage } },
    },
    async ({ caller, query }) => {
      const { clinic_id: clinicId = null, resource_id: resourceId = null, kind = null, source = null } = query;
      const after = readCursor(query.cursor, "instant", "uuid");
      const rows = await house.postgres.read(caller.organizationId, async (database) => {
        const during = await readOpenRange(database, clinicId, query);
        const filter = { clinicId, resourceId, kind, source, ...during };
        return await listScheduleExceptions(database, filter, after, query.limit + 1);
      });
      return pageOf(rows, query.limit, ({ starts_at, id }) => [starts_at, id]);
    },
  );

  app.get(
    "/api/v1/schedule-exceptions/:id",
    {
      config: { operation: "readScheduleException" },
      schema: { params: one, response: { 200: schemas.scheduleException } },
    },
    async ({ caller, params }, reply) =>
      withEtag(
        reply,
        await house.postgres.read(caller.organizationId, (database) => readException(database, params.id, null)),
      ),
  );
}
