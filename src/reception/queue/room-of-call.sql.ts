import type { Database } from "../../platform/database.ts";

interface Room {
  id: string;
}

/** The resource, if it is in use at the clinic, or moves between clinics. */
export async function selectRoom(database: Database, roomId: string, clinicId: string): Promise<Room | undefined> {
  const [room] = await database.rows<Room>(
    {
      name: "room_of_call",
      text: `select r.id from resources r
        where r.organization_id = $1 and r.id = $2 and r.status = 'active' and r.kind not in ('practitioner', 'staff')
          and (r.clinic_id is null or r.clinic_id = $3)`,
    },
    [database.organizationId, roomId, clinicId],
  );
  return room;
}

/** The first place that the visit's appointment holds. */
export async function selectBookedRoom(database: Database, visitId: string): Promise<Room | undefined> {
  const [room] = await database.rows<Room>(
    {
      name: "booked_room_of_call",
      text: `select r.id from visits v
        join resource_claims c on c.organization_id = $1 and c.appointment_id = v.appointment_id and c.status = 'active'
        join resources r on r.organization_id = $1 and r.id = c.resource_id and r.kind in ('room', 'station', 'bed', 'telehealth')
        where v.organization_id = $1 and v.id = $2 order by c.starts_at, r.id limit 1`,
    },
    [database.organizationId, visitId],
  );
  return room;
}
