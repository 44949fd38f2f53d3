import { problemOf } from "../api/problem.ts";
import type { Calendar, CalendarAppointment, Rescheduling } from "../api/types.ts";

/** Who or what the appointment is to have, for the column on which its card was dropped; nothing where that is as it was. */
export function placeOf(
  { columns }: Pick<Calendar, "columns">,
  { practitioner_id, resource_ids }: Pick<CalendarAppointment, "practitioner_id" | "resource_ids">,
  column: string | undefined,
): Pick<Rescheduling, "practitioner_id" | "resource_ids"> {
  const on = columns.find(({ resource_id }) => resource_id === column);
  if (!on || on.resource_id === practitioner_id) return {};
  if (on.kind === "practitioner") return { practitioner_id: on.resource_id };
  return resource_ids.includes(on.resource_id) ? {} : { resource_ids: [on.resource_id] };
}

/** Whether it was refused because the service has no use for the room or thing. */
export function isUseless(error: unknown): boolean {
  const problem = problemOf(error);
  return (
    problem?.code === "not_offered" && (problem.errors ?? []).some(({ pointer }) => pointer.includes("resource_ids"))
  );
}
