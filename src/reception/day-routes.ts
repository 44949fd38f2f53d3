import { notFound } from "../core/errors.ts";
import { readClinic } from "../booking/offer.ts";
import { unlessUnchanged } from "../platform/http/conditions.ts";
import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { readCalendar } from "./calendar.ts";
import { selectDashboard } from "./day.sql.ts";
import { dayAt } from "./queue/day-of-queue.ts";
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
        const clinic = await readClinic(database, query.clinic_id);
        if (!clinic) throw notFound("/clinic_id", "clinic");
        const day = dayAt(clinic, house.now(), query.date);
        return { clinic_id: clinic.id, date: day.date, ...(await selectDashboard(database, clinic.id, day)) };
      }),
  );
}
