import type { App } from "../platform/http/app.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { closeDay, readDay, reopenDay } from "./close-day.ts";
import { dateAsked } from "./date-asked.ts";
import * as schemas from "./till-schemas.ts";

export function dayCloseRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/day-close",
    {
      config: { operation: "readDayClose" },
      schema: { querystring: schemas.dayCloseQuery, response: { 200: schemas.dayClose } },
    },
    async ({ caller, query: { clinic_id: clinicId, date: wanted } }, reply) => {
      const day = await house.postgres.read(caller.organizationId, async (database) =>
        readDay(database, clinicId, await dateAsked(database, clinicId, wanted, house.now())),
      );
      return withEtag(reply, day);
    },
  );

  app.post(
    "/api/v1/day-close",
    {
      config: { operation: "closeDay" },
      schema: { body: schemas.closingDay, response: { 200: schemas.dayClose } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        closeDay(house, request.caller, request.body, expectedVersion(request)),
      ),
  );

  app.post(
    "/api/v1/day-close/reopen",
    {
      config: { operation: "reopenDay" },
      schema: { body: schemas.reopeningDay, response: { 200: schemas.dayClose } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        reopenDay(house, request.caller, request.body, expectedVersion(request)),
      ),
  );
}
