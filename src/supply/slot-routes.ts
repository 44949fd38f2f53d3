import { Temporal } from "temporal-polyfill";
import { fault } from "../core/errors.ts";
import type { App } from "../platform/http/shell.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { generateSlots } from "./generate-slots.ts";
import * as schemas from "./schemas.ts";
import { selectSlots } from "./slots.sql.ts";

export function slotRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/slots",
    {
      config: { operation: "listSlots" },
      schema: { querystring: schemas.slotQuery, response: { 200: schemas.slotPage } },
    },
    async ({ caller, query }) => {
      if (Temporal.Instant.compare(query.from, query.to) >= 0)
        throw fault("empty_range", "/to", "The end must come after the beginning; it is not part of the range.");
      const filter = {
        clinicId: query.clinic_id ?? null,
        resourceId: query.resource_id ?? null,
        status: query.status ?? null,
        from: query.from,
        to: query.to,
        after: readCursor(query.cursor, 3),
      };
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        selectSlots(database, filter, query.limit + 1),
      );
      return pageOf(rows, query.limit, (slot) => [slot.starts_at, slot.resource_id, String(slot.lane)]);
    },
  );

  app.post(
    "/api/v1/slots/generate",
    {
      config: { operation: "generateSlots" },
      schema: { body: schemas.slotGeneration, response: { 200: schemas.generatedSlots } },
    },
    async ({ caller, body }) =>
      await generateSlots(house, caller.organizationId, {
        clinicId: body.clinic_id ?? null,
        resourceId: body.resource_id ?? null,
        from: Temporal.PlainDate.from(body.from),
        to: Temporal.PlainDate.from(body.to),
      }),
  );
}
