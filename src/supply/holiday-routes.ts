import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { holidayQuery, holidays } from "./exception-schemas.ts";
import { suggestHolidays } from "./suggest-holidays.ts";

export function holidayRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/holidays",
    { config: { operation: "listHolidays" }, schema: { querystring: holidayQuery, response: { 200: holidays } } },
    async ({ caller, query: { clinic_id, year } }) => ({
      items: await suggestHolidays(house, caller.organizationId, clinic_id, year),
    }),
  );
}
