import { z } from "zod";
import { id } from "../../core/schemas.ts";
import type { App } from "../../platform/http/app.ts";
import type { House } from "../../platform/house.ts";
import * as schemas from "../history/patient-history-schemas.ts";
import { readPatientHistory } from "./history.ts";
import { mergeRoutes } from "./merge-routes.ts";

const one = z.object({ id });

/** What the desk does with whole records of patients, and what such a record has seen. */
export function patientDeskRoutes(app: App, house: House): void {
  mergeRoutes(app, house);

  app.get(
    "/api/v1/patients/:id/history",
    {
      config: { operation: "readPatientHistory" },
      schema: { params: one, querystring: schemas.patientHistoryQuery, response: { 200: schemas.patientHistoryPage } },
    },
    async ({ caller, params, query }) =>
      await house.postgres.read(caller.organizationId, (database) =>
        readPatientHistory(database, caller, params.id, query),
      ),
  );
}
