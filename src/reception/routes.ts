import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { appointmentVerbs } from "./appointments/appointment-routes.ts";
import { contractVerbs } from "./contracts/contract-routes.ts";
import { dayRoutes } from "./day-routes.ts";
import { deskRoutes } from "./desk-routes.ts";
import { moneyRoutes } from "./money/money-routes.ts";
import type { LearnedDurations } from "./estimates/learned-durations.ts";
import { historyRoutes } from "./history/history-routes.ts";
import { queueRoutes } from "./queue/queue-routes.ts";
import { reportRoutes } from "./reports/routes.ts";
import { patientDeskRoutes } from "./patients/routes.ts";
import { admissionRoutes } from "./sessions/admission-routes.ts";
import { sessionVerbs } from "./sessions/session-verb-routes.ts";
import { standingRoutes } from "./sessions/standing-routes.ts";

export function receptionRoutes(app: App, house: House, learned: LearnedDurations): void {
  appointmentVerbs(app, house);
  deskRoutes(app, house);
  moneyRoutes(app, house);
  contractVerbs(app, house);
  dayRoutes(app, house);
  historyRoutes(app, house);
  patientDeskRoutes(app, house);
  queueRoutes(app, house, learned);
  reportRoutes(app, house);
  admissionRoutes(app, house);
  sessionVerbs(app, house);
  standingRoutes(app, house);
}
