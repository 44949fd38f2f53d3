import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { accountRoutes } from "./account-routes.ts";
import { noteRoutes } from "./note-routes.ts";
import { patientRoutes } from "./patient-routes.ts";

export function peopleRoutes(app: App, house: House): void {
  accountRoutes(app, house);
  patientRoutes(app, house);
  noteRoutes(app, house);
}
