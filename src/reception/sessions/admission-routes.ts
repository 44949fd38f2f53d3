import { z } from "zod";
import { id } from "../../core/schemas.ts";
import { expectedVersion } from "../../platform/http/conditions.ts";
import { once } from "../../platform/http/once.ts";
import type { App } from "../../platform/http/app.ts";
import type { House } from "../../platform/house.ts";
import * as schemas from "../../supply/sessions/admission-schemas.ts";
import { appointmentMoved, booked } from "../schemas.ts";
import { admit } from "./admit.ts";
import { assignBed } from "./assign-bed.ts";
import { changeBed } from "./bed-service.ts";
import { transfer } from "./transfer.ts";

const one = z.object({ id });

/** Who is admitted to a session, and which of its beds they have. */
export function admissionRoutes(app: App, house: House): void {
  app.post(
    "/api/v1/sessions/:id/admissions",
    {
      config: { operation: "createAdmission" },
      schema: { params: one, body: schemas.newAdmission, response: { 201: booked } },
    },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, (house) =>
        admit(house, request.caller, request.params.id, request.body, expectedVersion(request)),
      );
    },
  );

  app.post(
    "/api/v1/admissions/:id/assign-bed",
    {
      config: { operation: "assignBed" },
      schema: { params: one, body: schemas.bedAssignment, response: { 200: appointmentMoved } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        assignBed(house, request.caller, request.params.id, request.body, expectedVersion(request)),
      ),
  );

  app.post(
    "/api/v1/admissions/:id/transfer",
    {
      config: { operation: "transferAdmission" },
      schema: { params: one, body: schemas.admissionTransfer, response: { 200: appointmentMoved } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        transfer(house, request.caller, request.params.id, request.body, expectedVersion(request)),
      ),
  );

  app.post(
    "/api/v1/sessions/:id/beds/:bed_id",
    {
      config: { operation: "changeSessionBed" },
      schema: {
        params: z.object({ id, bed_id: id }),
        body: schemas.bedChange,
        response: { 200: schemas.bedChanged },
      },
    },
    async (request, reply) => {
      const { id: sessionId, bed_id: bedId } = request.params;
      const command = { ...request.body, sessionId, bedId, expectedVersion: expectedVersion(request) };
      return await once(house, request, reply, (house) => changeBed(house, request.caller, command));
    },
  );
}
