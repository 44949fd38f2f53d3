import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { planRoutes } from "./plan-routes.ts";
import type { PlanSearches } from "./plan-searches.ts";
import { waitlistRoutes } from "./waitlist-routes.ts";

export function matchingRoutes(app: App, house: House, searches: PlanSearches): void {
  waitlistRoutes(app, house);
  planRoutes(app, house, searches);
}
