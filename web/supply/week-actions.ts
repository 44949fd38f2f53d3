import type { ScheduleException, ScheduleRule } from "../api/types.ts";
import type { Ghost } from "./use-week-drag.ts";

/** What can be done with a week, from its blocks and the menus of its days. */
export interface WeekActions {
  editRule: (rule: ScheduleRule) => void;
  editException: (exception: ScheduleException) => void;
  /** A window on this date, drawn or from the day's menu. */
  addRule: (date: string, from?: number, to?: number) => void;
  addException: (kind: ScheduleException["kind"], date: string) => void;
  copyDay: (date: string) => void;
  dropRule: (ghost: Extract<Ghost, { kind: "change" }>) => void;
}
