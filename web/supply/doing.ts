import type { ScheduleException, ScheduleRule } from "../api/types.ts";
import type { Pulled } from "./drag-rule.ts";
import type { DrawnException } from "./exception-values.ts";

/** What the dialog of the hours page is for; records by id, so that it sees changes that are made meanwhile. */
export type Doing =
  | { what: "rule"; id: string | null; drawn?: Partial<Pick<ScheduleRule, "weekday" | "start_local" | "end_local">> }
  | { what: "moveRule"; id: string; change: Pulled }
  | { what: "deleteRule"; id: string }
  | { what: "exception"; id: string | null; drawn: DrawnException }
  | { what: "deleteException"; id: string }
  | { what: "copyDay"; date: string }
  | { what: "copyWeek" }
  | { what: "slots" };

export type Hours = { rules: ScheduleRule[]; exceptions: ScheduleException[] };
