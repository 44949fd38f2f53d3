import type { OwedRow } from "./moving.sql.ts";
import type { SessionBounds } from "./moving.ts";

/**
 * Where a session may go: within its request's dates, in its place between those sessions that stay, as far from them as the
 * request says. Where it kept less already, as much as it kept.
 */
export function sessionBounds(
  owed: OwedRow,
  appointmentId: string,
  isMoving: (appointmentId: string) => boolean,
): SessionBounds {
  const { sessions, min_days: min, max_days: max } = owed;
  const rank = sessions.findIndex((session) => session.appointment_id === appointmentId);
  const { day } = sessions[rank]!;
  let firstDay = Math.min(owed.earliest_day, day);
  let lastDay = Math.max(owed.latest_day ?? Infinity, day);
  for (const [i, other] of sessions.entries()) {
    if (i === rank || isMoving(other.appointment_id)) continue;
    const between = Math.abs(day - other.day);
    const least = Math.min(min, between);
    const most = max === null || Math.abs(i - rank) > 1 ? Infinity : Math.max(max, between);
    if (i < rank) [firstDay, lastDay] = [Math.max(firstDay, other.day + least), Math.min(lastDay, other.day + most)];
    else [firstDay, lastDay] = [Math.max(firstDay, other.day - most), Math.min(lastDay, other.day - least)];
  }
  return {
    requestId: owed.id,
    rank,
    firstDay,
    lastDay,
    minDays: min,
    maxDays: max,
    practitionerId: owed.practitioner_id,
    roomKind: owed.room_kind,
  };
}
