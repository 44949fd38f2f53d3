import type { Calendar } from "../api/types.ts";
import type { GridPlace } from "../calendar/grid-place.ts";
import { instantOf } from "../text/days.ts";
import type { GivenPlace } from "./use-give-session.tsx";

/** When and with whom, or in what, a session is that was dropped on a place of a date; null where the clock skips that time. */
export function droppedPlace(
  { columns, timezone }: Pick<Calendar, "columns" | "timezone">,
  date: string,
  { column, time }: GridPlace,
): GivenPlace | null {
  const starts_at = instantOf(`${date}T${time}`, timezone);
  if (starts_at === null) return null;
  const treats = columns.find(({ resource_id }) => resource_id === column)?.kind === "practitioner";
  return { starts_at, ...(treats ? { practitioner_id: column } : { resource_ids: [column] }) };
}
