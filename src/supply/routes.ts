import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { clinicRoutes } from "./clinic-routes.ts";
import { holidayRoutes } from "./holiday-routes.ts";
import { poolRoutes } from "./pool-routes.ts";
import { practitionerRoutes } from "./practitioner-routes.ts";
import { resourceRoutes } from "./resource-routes.ts";
import { scheduleExceptionRoutes } from "./schedule-exception-routes.ts";
import { scheduleRuleRoutes } from "./schedule-rule-routes.ts";
import { sessionRoutes } from "./sessions/session-routes.ts";
import { sessionRuleRoutes } from "./sessions/session-rule-routes.ts";
import { slotRoutes } from "./slot-routes.ts";
import { timeOffRoutes } from "./time-off-routes.ts";

export function supplyRoutes(app: App, house: House): void {
  clinicRoutes(app, house);
  poolRoutes(app, house);
  practitionerRoutes(app, house);
  resourceRoutes(app, house);
  holidayRoutes(app, house);
  scheduleRuleRoutes(app, house);
  scheduleExceptionRoutes(app, house);
  timeOffRoutes(app, house);
  slotRoutes(app, house);
  sessionRuleRoutes(app, house);
  sessionRoutes(app, house);
}
