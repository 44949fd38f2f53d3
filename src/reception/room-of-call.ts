import { notFound } from "../core/errors.ts";
import type { Database } from "../platform/database.ts";
import { readVisit, type VisitPlace } from "../visits/visits.ts";
import { selectBookedRoom, selectRoom } from "./room-of-call.sql.ts";

/**
 * Where a visit is called to: the room that is named, else the one that its appointment has booked, else where it was called to
 * before. Throws `not_found` on `/id`, or on `/room_id` for a room of another clinic.
 */
export async function placeOfCall(database: Database, visitId: string, roomId: string | null): Promise<VisitPlace> {
  if (roomId !== null) {
    const [visit, room] = await Promise.all([readVisit(database, visitId), selectRoom(database, roomId, visitId)]);
    if (!visit) throw notFound("/id", "visit");
    if (!room) throw notFound("/room_id", "room at this clinic");
    return { room_id: room.id };
  }
  const booked = await selectBookedRoom(database, visitId);
  return booked ? { room_id: booked.id } : {};
}
