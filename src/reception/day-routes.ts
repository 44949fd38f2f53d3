import type { Temporal } from "temporal-polyfill";
import { notFound } from "../core/errors.ts";
import { dateOf } from "../core/zones.ts";
import { readClinic } from "../booking/offer.ts";
import { unlessUnchanged } from "../platform/http/conditions.ts";
import type { Database } from "../platform/database.ts";
import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { readCalendar } from "./calendar.ts";
import { selectDashboard } from "./day.sql.ts";
import * as schemas from "./schemas.ts";

/** What the desk sees: the calendar grid and the dashboard of a clinic's date. */
export function dayRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/calendar",
    {
      config: { operation: "readCalendar" },
      schema: { querystring: schemas.calendarQuery, response: { 200: schemas.calendar } },
    },
    async (request, reply) => {
      const { clinic_id: clinicId, from, to } = request.query;
      const calendar = await house.postgres.read(request.caller.organizationId, (database) =>
        readCalendar(database, { clinicId, from, to }, house.now()),
      );
      return unlessUnchanged(request, reply, calendar);
    },
  );

  app.get(
    "/api/v1/dashboard",
    {
      config: { operation: "readDashboard" },
      schema: { querystring: schemas.dayQuery, response: { 200: schemas.dashboard } },
    },
    async ({ caller, query }) =>
      await house.postgres.read(caller.organizationId, async (database) => {
        const date = await dateAsked(database, query.clinic_id, query.date, house.now());
        return { clinic_id: query.clinic_id, date, ...(await selectDashboard(database, query.clinic_id, date)) };
      }),
  );
}

/** The date that was asked for, or today where the clinic is. */
async function dateAsked(
  database: Database,
  clinicId: string,
  date: string | undefined,
  now: Temporal.Instant,
): Promise<string> {
  const clinic = await readClinic(database, clinicId);
  if (!clinic) throw notFound("/clinic_id", "clinic");
  return date ?? dateOf(now, clinic.timezone).toString();
}
