import { z } from "zod";
import { id } from "../core/schemas.ts";
import type { App } from "../platform/http/app.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { readMedicalNotes, writeMedicalNote } from "./medical-notes.ts";
import * as schemas from "./note-schemas.ts";

const one = z.object({ id });

/** For doctors alone: who runs the clinic or its desk reads none of it. */
export function noteRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/patients/:id/medical-notes",
    {
      config: { operation: "listMedicalNotes" },
      schema: { params: one, querystring: schemas.medicalNoteQuery, response: { 200: schemas.medicalNotePage } },
    },
    async ({ caller, params, query }) =>
      await house.postgres.read(caller.organizationId, (database) => readMedicalNotes(database, params.id, query)),
  );

  app.post(
    "/api/v1/patients/:id/medical-notes",
    {
      config: { operation: "writeMedicalNote" },
      schema: { params: one, body: schemas.newMedicalNote, response: { 201: schemas.medicalNote } },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      reply.code(201);
      return await once(house, request, reply, ({ postgres, now }) =>
        postgres.write(caller.organizationId, (tx) => writeMedicalNote(tx, params.id, body, caller.accountId, now())),
      );
    },
  );
}
