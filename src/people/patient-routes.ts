import { z } from "zod";
import { id } from "../core/schemas.ts";
import { notFound } from "../core/errors.ts";
import { expectedVersion, withEtag } from "../platform/http/conditions.ts";
import type { App } from "../platform/http/app.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { findDuplicates, listDuplicates } from "./duplicates.ts";
import { findPatients } from "./find-patients.ts";
import * as merges from "./merge-schemas.ts";
import { changePatient, registerPatient } from "./patient-record.ts";
import { findPatient } from "./patients.sql.ts";
import * as schemas from "./schemas.ts";

const one = z.object({ id });

export function patientRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/patients",
    {
      config: { operation: "listPatients" },
      schema: { querystring: schemas.patientQuery, response: { 200: schemas.patientPage } },
    },
    async ({ caller, query }) =>
      await house.postgres.read(caller.organizationId, (database) => findPatients(database, query)),
  );

  app.get(
    "/api/v1/patients/duplicates",
    {
      config: { operation: "listDuplicates" },
      schema: { querystring: merges.duplicatesQuery, response: { 200: merges.duplicatePage } },
    },
    async ({ caller, query }) =>
      await house.postgres.read(caller.organizationId, (database) => listDuplicates(database, query)),
  );

  app.get(
    "/api/v1/patients/:id/duplicates",
    { config: { operation: "findDuplicates" }, schema: { params: one, response: { 200: merges.duplicates } } },
    async ({ caller, params }) =>
      await house.postgres.read(caller.organizationId, (database) => findDuplicates(database, params.id)),
  );

  app.get(
    "/api/v1/patients/:id",
    { config: { operation: "readPatient" }, schema: { params: one, response: { 200: schemas.patient } } },
    async ({ caller, params }, reply) => {
      const patient = await house.postgres.read(caller.organizationId, (database) => findPatient(database, params.id));
      if (!patient) throw notFound("/id", "patient");
      return withEtag(reply, patient);
    },
  );

  app.post(
    "/api/v1/patients",
    {
      config: { operation: "createPatient" },
      schema: { body: schemas.newPatient, response: { 201: schemas.patient } },
    },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, ({ postgres, now }) =>
        postgres.write(request.caller.organizationId, (tx) => registerPatient(tx, request.body, now())),
      );
    },
  );

  app.patch(
    "/api/v1/patients/:id",
    {
      config: { operation: "changePatient" },
      schema: { params: one, body: schemas.patientChange, response: { 200: schemas.patient } },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const patient = await house.postgres.write(caller.organizationId, (tx) =>
        changePatient(tx, params.id, body, expectedVersion(request), house.now()),
      );
      return withEtag(reply, patient);
    },
  );
}
