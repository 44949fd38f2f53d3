import { Temporal } from "temporal-polyfill";
import { notFound } from "../../core/errors.ts";
import type { App } from "../../platform/http/app.ts";
import type { House } from "../../platform/house.ts";
import { readDayHistory } from "./day-history.ts";
import * as schemas from "./history-schemas.ts";
import { selectStory } from "./history.sql.ts";

/** What was: a clinic's date as it looked at a moment, and who did what to whom when. */
export function historyRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/day-history",
    {
      config: { operation: "readDayHistory" },
      schema: { querystring: schemas.dayHistoryQuery, response: { 200: schemas.dayHistory } },
    },
    async ({ caller, query }) => {
      const now = house.now();
      const at = query.at === undefined ? now : Temporal.Instant.from(query.at);
      return await house.postgres.read(caller.organizationId, (database) =>
        readDayHistory(database, { clinicId: query.clinic_id, date: query.date, at }, now),
      );
    },
  );

  app.get(
    "/api/v1/events",
    {
      config: { operation: "listEvents" },
      schema: { querystring: schemas.storyQuery, response: { 200: schemas.story } },
    },
    async ({ caller, query }) => {
      const items = await house.postgres.read(caller.organizationId, (database) =>
        selectStory(database, query.subject_id),
      );
      if (items.length === 0) throw notFound("/subject_id", "appointment or visit");
      return { items };
    },
  );
}
