import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { contractRoutes } from "./contract-routes.ts";
import { planRoutes } from "./plan-routes.ts";
import type { PlanSearches } from "./plan-searches.ts";
import { requestRoutes } from "./request-routes.ts";
import { waitlistRoutes } from "./waitlist-routes.ts";

export function matchingRoutes(app: App, house: House, searches: PlanSearches): void {
  contractRoutes(app, house);
  requestRoutes(app, house);
  waitlistRoutes(app, house);
  planRoutes(app, house, searches);
}
