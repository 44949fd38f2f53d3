import { Temporal } from "temporal-polyfill";
import { fault } from "../../core/errors.ts";
import type { Operation } from "../../core/roles.ts";
import type { Database } from "../../platform/database.ts";
import type { App } from "../../platform/http/app.ts";
import type { House } from "../../platform/house.ts";
import { zoneOf } from "../../supply/read-range.ts";
import { readNoShows } from "./no-shows.ts";
import * as schemas from "./schemas.ts";
import { readUtilization } from "./utilization.ts";
import type { Asked } from "./waiting-times.sql.ts";
import { readWaitingTimes } from "./waiting-times.ts";

const longestDays = 366;

/** What became of a clinic's days. */
export function reportRoutes(app: App, house: House): void {
  const report = <Answer extends object>(
    path: string,
    operation: Operation,
    answer: (typeof schemas)["waitingTimes" | "noShows" | "utilization"],
    read: (database: Database, asked: Asked) => Promise<Answer>,
  ) =>
    app.get(
      `/api/v1/reports/${path}`,
      { config: { operation }, schema: { querystring: schemas.reportQuery, response: { 200: answer } } },
      async ({ caller, query }) => {
        const asked = { clinicId: query.clinic_id, from: query.from, to: query.to };
        requireRange(asked);
        return await house.postgres.read(caller.organizationId, async (database) => {
          await zoneOf(database, asked.clinicId);
          return await read(database, asked);
        });
      },
    );
  report("waiting-times", "readWaitingTimes", schemas.waitingTimes, readWaitingTimes);
  report("no-shows", "readNoShows", schemas.noShows, readNoShows);
  report("utilization", "readUtilization", schemas.utilization, readUtilization);
}

/** Throws `empty_range` or `range_too_long` on `/to`. */
function requireRange({ from, to }: Asked): void {
  const { days } = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to));
  if (days <= 0)
    throw fault("empty_range", "/to", "The end must come after the beginning; it is not part of the range.");
  if (days > longestDays) throw fault("range_too_long", "/to", `A report has at most ${longestDays} days.`);
}
