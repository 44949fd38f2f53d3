import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { fault } from "../../core/errors.ts";
import { id } from "../../core/schemas.ts";
import type { App } from "../../platform/http/app.ts";
import { withEtag } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import { pageOf, readCursor } from "../../platform/paging.ts";
import { readRange, zoneOf } from "../read-range.ts";
import { generateSessions } from "./generate-sessions.ts";
import { readBoard } from "./read-board.ts";
import * as schemas from "./session-schemas.ts";
import { listSessions, selectSessionAvailability } from "./sessions.sql.ts";

const mostDays = 400;

export function sessionRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/sessions",
    {
      config: { operation: "listSessions" },
      schema: { querystring: schemas.sessionQuery, response: { 200: schemas.sessionPage } },
    },
    async ({ caller, query }) => {
      const { clinic_id: clinicId = null, service_id: serviceId = null, status = null } = query;
      const after = readCursor(query.cursor, "instant", "uuid");
      const rows = await house.postgres.read(caller.organizationId, async (database) => {
        const { from, to } = await readRange(database, clinicId, query.from, query.to);
        const filter = { clinicId, serviceId, status, from, to };
        return await listSessions(database, filter, house.now(), after, query.limit + 1);
      });
      return pageOf(rows, query.limit, ({ starts_at, id }) => [starts_at, id]);
    },
  );

  app.get(
    "/api/v1/sessions/availability",
    {
      config: { operation: "readSessionAvailability" },
      schema: { querystring: schemas.sessionAvailabilityQuery, response: { 200: schemas.sessionAvailability } },
    },
    async ({ caller, query: { clinic_id: clinicId = null, from, to } }) => {
      requireDates(from, to);
      const items = await house.postgres.read(caller.organizationId, async (database) => {
        await zoneOf(database, clinicId);
        return await selectSessionAvailability(database, clinicId, [from, to], house.now());
      });
      return { items };
    },
  );

  app.get(
    "/api/v1/sessions/:id",
    {
      config: { operation: "readSessionBoard" },
      schema: { params: z.object({ id }), response: { 200: schemas.sessionBoard } },
    },
    async ({ caller, params }, reply) =>
      withEtag(
        reply,
        await house.postgres.read(caller.organizationId, (database) => readBoard(database, params.id, house.now())),
      ),
  );

  app.post(
    "/api/v1/sessions/generate",
    {
      config: { operation: "generateSessions" },
      schema: { body: schemas.sessionGeneration, response: { 200: schemas.generatedSessions } },
    },
    async ({ caller, body }) =>
      await generateSessions(house, caller.organizationId, {
        clinicId: body.clinic_id ?? null,
        from: Temporal.PlainDate.from(body.from),
        to: Temporal.PlainDate.from(body.to),
      }),
  );
}

function requireDates(from: string, to: string): void {
  if (from >= to) throw fault("empty_range", "/to", "The end must come after the beginning; it is not part of it.");
  const days = Temporal.PlainDate.from(from).until(to).total("days");
  if (days > mostDays) throw fault("range_too_long", "/to", `A range has at most ${mostDays} days here.`);
}
