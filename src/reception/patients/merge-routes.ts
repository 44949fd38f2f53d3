import { z } from "zod";
import { id } from "../../core/schemas.ts";
import * as schemas from "../../people/merge-schemas.ts";
import { listPatientMerges } from "../../people/merges.ts";
import type { App } from "../../platform/http/app.ts";
import { expectedVersion } from "../../platform/http/conditions.ts";
import { once } from "../../platform/http/once.ts";
import type { House } from "../../platform/house.ts";
import { mergePatients } from "./merge.ts";
import { undoMerge } from "./undo-merge.ts";

const one = z.object({ id });

export function mergeRoutes(app: App, house: House): void {
  app.post(
    "/api/v1/patients/:id/merge",
    {
      config: { operation: "mergePatients" },
      schema: { params: one, body: schemas.newMerge, response: { 200: schemas.merged } },
    },
    async (request, reply) => {
      const { into_id: intoId, reason = null, keep = {} } = request.body;
      const command = { id: request.params.id, intoId, reason, keep, expectedVersion: expectedVersion(request) };
      return await once(house, request, reply, (house) => mergePatients(house, request.caller, command));
    },
  );

  app.get(
    "/api/v1/patient-merges",
    {
      config: { operation: "listPatientMerges" },
      schema: { querystring: schemas.mergeQuery, response: { 200: schemas.mergePage } },
    },
    async ({ caller, query }) =>
      await house.postgres.read(caller.organizationId, (database) => listPatientMerges(database, query)),
  );

  app.post(
    "/api/v1/patient-merges/:id/undo",
    {
      config: { operation: "undoPatientMerge" },
      schema: { params: one, body: z.strictObject({}).nullish(), response: { 200: schemas.merged } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        undoMerge(house, request.caller, request.params.id, expectedVersion(request)),
      ),
  );
}
