import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { contractRoutes } from "./contract-routes.ts";
import { requestRoutes } from "./request-routes.ts";
import { serviceRoutes } from "./service-routes.ts";

export function demandRoutes(app: App, house: House): void {
  serviceRoutes(app, house);
  requestRoutes(app, house);
  contractRoutes(app, house);
}
