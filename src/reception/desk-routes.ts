import { z } from "zod";
import { id } from "../core/schemas.ts";
import { type Operation } from "../core/roles.ts";
import { expectedVersion } from "../platform/http/conditions.ts";
import { once } from "../platform/http/once.ts";
import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { settle } from "./money/collect.ts";
import { type DeskMove, moveVisitAtDesk } from "./queue/move-visit.ts";
import { call } from "./queue/queue-schemas.ts";
import * as schemas from "./schemas.ts";
import { walkIn } from "./queue/walk-in.ts";

const one = z.object({ id });

export function deskRoutes(app: App, house: House): void {
  visitVerbs(app, house);
}

const visitOperations = {
  call: "callVisit",
  recall: "recallVisit",
  requeue: "requeueVisit",
  start: "startVisit",
  finish: "finishVisit",
  leave: "leaveVisit",
} as const satisfies Record<DeskMove, Operation>;

/** Of a call it may be said where to. */
const bodyOf = (move: DeskMove) => (move === "call" || move === "recall" ? call.nullish() : noRoom);
const noRoom = z.strictObject({ room_id: z.undefined().optional() }).nullish();

function visitVerbs(app: App, house: House): void {
  app.post(
    "/api/v1/visits",
    { config: { operation: "walkIn" }, schema: { body: schemas.walkIn, response: { 201: schemas.walkedIn } } },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, (house) => walkIn(house, request.caller, request.body));
    },
  );

  for (const [move, operation] of Object.entries(visitOperations) as [DeskMove, Operation][]) {
    app.post(
      `/api/v1/visits/:id/${move}`,
      {
        config: { operation },
        schema: { params: one, body: bodyOf(move), response: { 200: schemas.visitMoved } },
      },
      async (request, reply) =>
        await once(house, request, reply, (house) => {
          const { room_id: roomId = null } = request.body ?? {};
          return moveVisitAtDesk(house, request.caller, request.params.id, move, expectedVersion(request), roomId);
        }),
    );
  }

  app.post(
    "/api/v1/visits/:id/settle",
    {
      config: { operation: "settleVisit" },
      schema: { params: one, body: schemas.settlement.nullish(), response: { 200: schemas.settled } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        settle(house, request.caller, request.params.id, request.body?.method ?? null, expectedVersion(request)),
      ),
  );
}
