import { z } from "zod";
import { id } from "../core/schemas.ts";
import { notFound } from "../core/errors.ts";
import { withEtag } from "../platform/http/conditions.ts";
import type { Database } from "../platform/database.ts";
import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { type AppointmentFilter, selectAppointment, selectAppointments } from "./appointments.sql.ts";
import { instantOf, zoneOf } from "../supply/read-range.ts";
import { selectClaims } from "./claims.sql.ts";
import { selectEvents } from "./events.sql.ts";
import * as schemas from "./schemas.ts";

export function appointmentRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/appointments",
    {
      config: { operation: "listAppointments" },
      schema: { querystring: schemas.appointmentQuery, response: { 200: schemas.appointmentPage } },
    },
    async ({ caller, query }) => {
      const rows = await house.postgres.read(caller.organizationId, async (database) =>
        selectAppointments(database, await filterOf(database, query), query.limit + 1, house.now()),
      );
      return pageOf(rows, query.limit, (row) => [row.starts_at, row.id]);
    },
  );

  app.get(
    "/api/v1/appointments/:id",
    {
      config: { operation: "readAppointment" },
      schema: { params: z.object({ id }), response: { 200: schemas.appointmentDetail } },
    },
    async ({ caller, params }, reply) => {
      const [appointment, claims, events] = await house.postgres.read(caller.organizationId, (database) =>
        Promise.all([
          selectAppointment(database, params.id),
          selectClaims(database, params.id),
          selectEvents(database, params.id),
        ]),
      );
      if (!appointment) throw notFound("/id", "appointment");
      return withEtag(reply, { ...appointment, claims, events });
    },
  );
}

/** Local dates are those of the clinic that is asked for, or UTC's when none is. */
async function filterOf(
  database: Database,
  query: z.output<typeof schemas.appointmentQuery>,
): Promise<AppointmentFilter> {
  const clinicId = query.clinic_id ?? null;
  const [afterStart, afterId] = readCursor(query.cursor, "instant", "uuid");
  const zone = query.from === undefined && query.to === undefined ? "UTC" : await zoneOf(database, clinicId);
  return {
    clinicId,
    practitionerId: query.practitioner_id ?? null,
    patientId: query.patient_id ?? null,
    status: query.status ?? null,
    from: query.from === undefined ? null : instantOf(query.from, zone),
    to: query.to === undefined ? null : instantOf(query.to, zone),
    afterStart: afterStart ?? null,
    afterId: afterId ?? null,
  };
}
