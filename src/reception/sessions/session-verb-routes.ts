import { z } from "zod";
import { id } from "../../core/schemas.ts";
import { expectedVersion } from "../../platform/http/conditions.ts";
import { once } from "../../platform/http/once.ts";
import type { App } from "../../platform/http/app.ts";
import type { House } from "../../platform/house.ts";
import { sessionCalledOff } from "../../supply/sessions/admission-schemas.ts";
import * as schemas from "../../supply/sessions/session-schemas.ts";
import { cancelSession } from "./cancel-session.ts";
import { closeSession, reopenSession } from "./close-session.ts";
import { moveSession } from "./move-session.ts";
import { putOnSession } from "./put-on.ts";

const one = z.object({ id });
/** Calls that need no more than the address may come without a body, or with an empty one. */
const nothing = z.strictObject({}).nullish();

const turns = {
  close: { operation: "closeSession", turn: closeSession },
  reopen: { operation: "reopenSession", turn: reopenSession },
} as const;

/** What is done to a session as a whole. */
export function sessionVerbs(app: App, house: House): void {
  app.post(
    "/api/v1/sessions",
    {
      config: { operation: "putOnSession" },
      schema: { body: schemas.newSession, response: { 201: schemas.session } },
    },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, (house) => putOnSession(house, request.caller, request.body));
    },
  );

  for (const [path, { operation, turn }] of Object.entries(turns))
    app.post(
      `/api/v1/sessions/:id/${path}`,
      { config: { operation }, schema: { params: one, body: nothing, response: { 200: schemas.session } } },
      async (request, reply) =>
        await once(house, request, reply, (house) =>
          turn(house, request.caller, request.params.id, expectedVersion(request)),
        ),
    );

  app.post(
    "/api/v1/sessions/:id/cancel",
    {
      config: { operation: "cancelSession" },
      schema: { params: one, body: schemas.sessionCancellation, response: { 200: sessionCalledOff } },
    },
    async (request, reply) => {
      const command = { id: request.params.id, reason: request.body.reason, expectedVersion: expectedVersion(request) };
      return await once(house, request, reply, (house) => cancelSession(house, request.caller, command));
    },
  );

  app.post(
    "/api/v1/sessions/:id/move",
    {
      config: { operation: "moveSession" },
      schema: { params: one, body: schemas.sessionMove, response: { 200: sessionCalledOff } },
    },
    async (request, reply) => {
      const { id } = request.params;
      const command = { id, startsAt: request.body.starts_at, expectedVersion: expectedVersion(request) };
      return await once(house, request, reply, (house) => moveSession(house, request.caller, command));
    },
  );
}
