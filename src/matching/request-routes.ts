import { z } from "zod";
import { id } from "../core/schemas.ts";
import type { App } from "../platform/http/app.ts";
import { expectedVersion } from "../platform/http/conditions.ts";
import { onceEach } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { autoFill } from "./auto-fill.ts";
import * as schemas from "./schemas.ts";

const one = z.object({ id });
const nothing = z.strictObject({}).nullish();

export function requestRoutes(app: App, house: House): void {
  app.post(
    "/api/v1/booking-requests/:id/auto-fill",
    {
      config: { operation: "autoFillRequest" },
      schema: { params: one, body: nothing, response: { 200: schemas.autoFill } },
    },
    async (request) => {
      const { caller, params } = request;
      const part = await onceEach(house, request, 1);
      // Booked in many transactions: what comes of them all is kept in one more.
      return await part(0, async (keeping) => {
        const filled = await autoFill(house, caller, params.id, { expectedVersion: expectedVersion(request) });
        return await keeping.postgres.write(caller.organizationId, () => Promise.resolve(filled));
      });
    },
  );
}
