import { z } from "zod";
import { id } from "../../core/schemas.ts";
import { expectedTag, expectedVersion } from "../../platform/http/conditions.ts";
import { once } from "../../platform/http/once.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { App } from "../../platform/http/app.ts";
import type { House } from "../../platform/house.ts";
import { callNext } from "./call-next.ts";
import type { LearnedDurations } from "../estimates/learned-durations.ts";
import { checkInTicket } from "./check-in-ticket.ts";
import { readMyDay } from "./my-day.ts";
import { prioritize } from "./prioritize.ts";
import { readDisplay, readQueue, type Sight } from "./queue.ts";
import * as schemas from "./queue-schemas.ts";
import { visitMoved } from "../schemas.ts";
import { transfer } from "../appointments/transfer.ts";
import { undoMove } from "./undo-move.ts";

const one = z.object({ id });
const nothing = z.strictObject({}).nullish();

/** The queue: who sees it, and who goes when. */
export function queueRoutes(app: App, house: House, learned: LearnedDurations): void {
  queueSights(app, house, learned);

  app.post(
    "/api/v1/queue/call-next",
    { config: { operation: "callNextVisit" }, schema: { body: schemas.nextCall, response: { 200: schemas.called } } },
    async (request, reply) =>
      await once(house, request, reply, (house) => callNext(house, request.caller, request.body)),
  );

  app.post(
    "/api/v1/visits/:id/transfer",
    {
      config: { operation: "transferVisit" },
      schema: { params: one, body: schemas.transfer, response: { 200: schemas.transferred } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) => {
        const { practitioner_id: practitionerId, reason } = request.body;
        const wanted = { practitionerId, reason, expectedVersion: expectedVersion(request) };
        return transfer(house, request.caller, request.params.id, wanted);
      }),
  );

  app.post(
    "/api/v1/visits/:id/priority",
    {
      config: { operation: "prioritizeVisit" },
      schema: { params: one, body: schemas.prioritization, response: { 200: visitMoved } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) => {
        const { priority, reason = null } = request.body;
        const wanted = { priority, reason, expectedVersion: expectedVersion(request) };
        return prioritize(house, request.caller, request.params.id, wanted);
      }),
  );

  app.post(
    "/api/v1/visits/:id/undo",
    {
      config: { operation: "undoVisit" },
      schema: { params: one, body: nothing, response: { 200: visitMoved } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        undoMove(house, request.caller, request.params.id, expectedVersion(request)),
      ),
  );

  app.post(
    "/api/v1/visit-tickets/:id/check-in",
    {
      config: { operation: "checkInVisitTicket" },
      schema: { params: one, body: nothing, response: { 200: schemas.ticketCheckedIn } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        checkInTicket(house, request.caller, request.params.id, expectedTag(request)),
      ),
  );
}

function queueSights(app: App, house: House, learned: LearnedDurations): void {
  const look = async <T>({ organizationId }: Caller, read: (sight: Sight) => Promise<T>): Promise<T> => {
    const durations = (clinicId: string) => learned.of(organizationId, clinicId);
    return await house.postgres.read(organizationId, (database) => read({ database, durations, now: house.now() }));
  };

  app.get(
    "/api/v1/queue",
    {
      config: { operation: "readQueue" },
      schema: { querystring: schemas.queueQuery, response: { 200: schemas.queue } },
    },
    async ({ caller, query }) => await look(caller, (sight) => readQueue(sight, query)),
  );

  app.get(
    "/api/v1/display",
    {
      config: { operation: "readDisplay" },
      schema: { querystring: schemas.displayQuery, response: { 200: schemas.display } },
    },
    async ({ caller, query }) =>
      await house.postgres.read(caller.organizationId, (database) =>
        readDisplay(database, query.clinic_id, house.now()),
      ),
  );

  app.get(
    "/api/v1/my-day",
    {
      config: { operation: "readMyDay" },
      schema: { querystring: schemas.myDayQuery, response: { 200: schemas.myDay } },
    },
    async ({ caller, query }) => await look(caller, (sight) => readMyDay(sight, caller, query)),
  );
}
