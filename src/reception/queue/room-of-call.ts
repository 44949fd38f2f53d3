import { notFound } from "../../core/errors.ts";
import type { Database } from "../../platform/database.ts";
import { readVisit, type VisitPlace } from "../../visits/visits.ts";
import { selectBookedRoom, selectRoom } from "./room-of-call.sql.ts";

/**
 * Where a visit is called to: the room that is named, else the one that its appointment has booked, else where it was called to
 * before. Throws `not_found` on `/id`, or on `/room_id` for a room of another clinic.
 */
export async function placeOfCall(database: Database, visitId: string, roomId: string | null): Promise<VisitPlace> {
  if (roomId !== null) {
    const visit = await readVisit(database, visitId);
    if (!visit) throw notFound("/id", "visit");
    await requireRoom(database, roomId, visit.clinic_id);
    return { room_id: roomId };
  }
  const booked = await selectBookedRoom(database, visitId);
  return booked ? { room_id: booked.id } : {};
}

/** Throws `not_found` on `/room_id` for what is no room of the clinic. */
export async function requireRoom(database: Database, roomId: string, clinicId: string): Promise<void> {
  if (!(await selectRoom(database, roomId, clinicId))) throw notFound("/room_id", "room at this clinic");
}
