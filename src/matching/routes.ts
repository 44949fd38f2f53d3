import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { waitlistRoutes } from "./waitlist-routes.ts";

export function matchingRoutes(app: App, house: House): void {
  waitlistRoutes(app, house);
}
