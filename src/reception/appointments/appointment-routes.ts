import { z } from "zod";
import { id } from "../../core/schemas.ts";
import type { Operation } from "../../core/roles.ts";
import { cancellation, confirmation, newAppointment, newHold, rescheduling } from "../../booking/schemas.ts";
import { expectedVersion } from "../../platform/http/conditions.ts";
import { once, onceEach } from "../../platform/http/once.ts";
import type { App } from "../../platform/http/app.ts";
import type { House } from "../../platform/house.ts";
import { book, hold } from "./book.ts";
import { cancel } from "./cancel.ts";
import { checkIn } from "../queue/check-in.ts";
import { complete } from "./complete.ts";
import { confirm } from "./confirm.ts";
import { moveAppointments } from "./move-appointments.ts";
import { noShow } from "./no-show.ts";
import { reschedule } from "./reschedule.ts";
import * as schemas from "../schemas.ts";
import { undo } from "./undo.ts";

const one = z.object({ id });
/** Calls that need no more than the address may come without a body, or with an empty one. */
const nothing = z.strictObject({}).nullish();

/** The moves that need to know nothing but which appointment. */
const plainMoves = {
  "check-in": { operation: "checkInAppointment", move: checkIn },
  "no-show": { operation: "noShowAppointment", move: noShow },
  complete: { operation: "completeAppointment", move: complete },
  undo: { operation: "undoAppointment", move: undo },
} as const satisfies Record<string, { operation: Operation; move: typeof checkIn }>;

export function appointmentVerbs(app: App, house: House): void {
  app.post(
    "/api/v1/appointments",
    { config: { operation: "bookAppointment" }, schema: { body: newAppointment, response: { 201: schemas.booked } } },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, (house) => book(house, request.caller, request.body));
    },
  );

  app.post(
    "/api/v1/holds",
    { config: { operation: "holdAppointment" }, schema: { body: newHold, response: { 201: schemas.booked } } },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, (house) => hold(house, request.caller, request.body));
    },
  );

  app.post(
    "/api/v1/appointments/:id/confirm",
    {
      config: { operation: "confirmAppointment" },
      schema: { params: one, body: confirmation.nullish(), response: { 200: schemas.appointmentMoved } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        confirm(house, request.caller, request.params.id, expectedVersion(request), request.body ?? {}),
      ),
  );

  for (const [path, { operation, move }] of Object.entries(plainMoves))
    app.post(
      `/api/v1/appointments/:id/${path}`,
      { config: { operation }, schema: { params: one, body: nothing, response: { 200: schemas.appointmentMoved } } },
      async (request, reply) =>
        await once(house, request, reply, (house) =>
          move(house, request.caller, request.params.id, expectedVersion(request)),
        ),
    );

  app.post(
    "/api/v1/appointments/bulk",
    {
      config: { operation: "moveAppointments" },
      schema: { body: schemas.bulkMove, response: { 200: schemas.bulkMoved } },
    },
    async (request) => {
      const { move, appointment_ids: ids, reason = null, requested_by: requestedBy } = request.body;
      const onePart = await onceEach(house, request, ids.length);
      return { results: await moveAppointments(request.caller, { move, ids, reason, requestedBy }, onePart) };
    },
  );

  app.post(
    "/api/v1/appointments/:id/cancel",
    {
      config: { operation: "cancelAppointment" },
      schema: { params: one, body: cancellation.nullish(), response: { 200: schemas.appointmentMoved } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        cancel(house, request.caller, request.params.id, {
          reason: request.body?.reason ?? null,
          requestedBy: request.body?.requested_by,
          expectedVersion: expectedVersion(request),
        }),
      ),
  );

  app.post(
    "/api/v1/appointments/:id/reschedule",
    {
      config: { operation: "rescheduleAppointment" },
      schema: { params: one, body: rescheduling, response: { 200: schemas.appointmentMoved } },
    },
    async (request, reply) => {
      const { starts_at: startsAt, practitioner_id: practitionerId = null } = request.body;
      return await once(house, request, reply, (house) =>
        reschedule(house, request.caller, {
          id: request.params.id,
          startsAt,
          practitionerId,
          resourceIds: request.body.resource_ids ?? [],
          requestedBy: request.body.requested_by,
          waive: request.body.waive ?? [],
          expectedVersion: expectedVersion(request),
        }),
      );
    },
  );
}
