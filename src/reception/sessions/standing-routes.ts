import { z } from "zod";
import { id } from "../../core/schemas.ts";
import { notFound } from "../../core/errors.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { expectedVersion, withEtag } from "../../platform/http/conditions.ts";
import { once } from "../../platform/http/once.ts";
import type { App } from "../../platform/http/app.ts";
import type { House } from "../../platform/house.ts";
import { pageOf, readCursor } from "../../platform/paging.ts";
import * as schemas from "../../supply/sessions/admission-schemas.ts";
import { endFuture } from "./end-standing.ts";
import { fillStanding, readResults } from "./fill-standing.ts";
import { findStanding, listStanding } from "./standing.sql.ts";
import { addStanding, endStanding } from "./standing-record.ts";

const one = z.object({ id });

/** Patients who come to the same sessions for months. */
export function standingRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/standing-admissions",
    {
      config: { operation: "listStandingAdmissions" },
      schema: { querystring: schemas.standingAdmissionQuery, response: { 200: schemas.standingAdmissionPage } },
    },
    async ({ caller, query }) => {
      const filter = { patientId: query.patient_id ?? null, ruleId: query.session_rule_id ?? null };
      const after = readCursor(query.cursor, "instant", "uuid");
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listStanding(database, filter, after, query.limit + 1),
      );
      return pageOf(rows, query.limit, (row) => [row.created_at, row.id]);
    },
  );

  app.get(
    "/api/v1/standing-admissions/:id",
    {
      config: { operation: "readStandingAdmission" },
      schema: { params: one, response: { 200: schemas.standingAdmissionWithResults } },
    },
    async ({ caller, params }, reply) => withEtag(reply, await readWithResults(house, caller, params.id)),
  );

  app.post(
    "/api/v1/standing-admissions",
    {
      config: { operation: "createStandingAdmission" },
      schema: { body: schemas.newStandingAdmission, response: { 201: schemas.standingAdmissionWithResults } },
    },
    async (request, reply) => {
      const { caller, body } = request;
      reply.code(201);
      const added = await once(house, request, reply, ({ postgres, now }) =>
        postgres.write(caller.organizationId, (tx) => addStanding(tx, body, caller.accountId, now())),
      );
      // What a call that broke off left, its repeat fills.
      const { id } = added as { id: string };
      await fillStanding(house, caller, id);
      return await readWithResults(house, caller, id);
    },
  );

  app.post(
    "/api/v1/standing-admissions/:id/end",
    {
      config: { operation: "endStandingAdmission" },
      schema: {
        params: one,
        body: schemas.standingAdmissionEnd.nullish(),
        response: { 200: schemas.standingAdmissionWithResults },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      await once(house, request, reply, ({ postgres, now }) =>
        postgres.write(caller.organizationId, (tx) =>
          endStanding(tx, params.id, body ?? {}, expectedVersion(request), now()),
        ),
      );
      await endFuture(house, caller, params.id);
      return await readWithResults(house, caller, params.id);
    },
  );
}

/** Throws `not_found`. */
async function readWithResults(house: House, caller: Caller, id: string) {
  const standing = await house.postgres.read(caller.organizationId, (database) => findStanding(database, id));
  if (!standing) throw notFound("/id", "standing admission");
  return { ...standing, results: await readResults(house, caller, id) };
}
