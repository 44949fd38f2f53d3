import { Temporal } from "temporal-polyfill";
import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { generateSlots } from "./generate-slots.ts";
import { readRange } from "./read-range.ts";
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
      const clinicId = query.clinic_id ?? null;
      const after = readCursor(query.cursor, "instant", "uuid", "number");
      const rows = await house.postgres.read(caller.organizationId, async (database) => {
        const { from, to } = await readRange(database, clinicId, query.from, query.to);
        const filter = {
          clinicId,
          resourceId: query.resource_id ?? null,
          status: query.status ?? null,
          from,
          to,
          after,
        };
        return await selectSlots(database, filter, query.limit + 1);
      });
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
