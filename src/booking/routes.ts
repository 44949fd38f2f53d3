import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { appointmentRoutes } from "./appointment-routes.ts";
import { availabilityRoutes } from "./availability-routes.ts";

export function bookingRoutes(app: App, house: House): void {
  availabilityRoutes(app, house);
  appointmentRoutes(app, house);
}
