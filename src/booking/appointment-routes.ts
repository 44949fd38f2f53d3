import { z } from "zod";
import { id } from "../core/schemas.ts";
import { notFound } from "../core/errors.ts";
import { withEtag } from "../platform/http/conditions.ts";
import type { App } from "../platform/http/shell.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { selectAppointment, selectAppointments } from "./appointments.sql.ts";
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
      const [afterStart, afterId] = readCursor(query.cursor, 2);
      const filter = {
        clinicId: query.clinic_id ?? null,
        practitionerId: query.practitioner_id ?? null,
        patientId: query.patient_id ?? null,
        status: query.status ?? null,
        from: query.from ?? null,
        to: query.to ?? null,
        afterStart: afterStart ?? null,
        afterId: afterId ?? null,
      };
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        selectAppointments(database, filter, query.limit + 1),
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
