import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "./database.ts";
import { newId } from "./ids.ts";

/** What happened, without saying what it is: clients fetch the record again, by the rights that they have. */
export interface Announcement {
  kind: "appointment_created" | "appointment_updated" | "queue_updated" | "payment_updated" | "slots_changed";
  area: "appointments" | "queue" | "payments" | "slots";
  clinicId: string;
  practitionerIds: readonly (string | null)[];
  subjectId: string;
  version: number;
}

const insertStatement = {
  name: "insert_outbox",
  text: `insert into outbox (organization_id, id, kind, area, clinic_id, rooms, subject_id, subject_version, occurred_at)
    select $1::uuid, o.id, o.kind, o.area, o.clinic_id, string_to_array(o.rooms, ' '), o.subject_id, o.subject_version, $8
    from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $9::integer[])
      as o (id, kind, area, clinic_id, rooms, subject_id, subject_version)`,
};

/** Writes the effects of a transaction into it; the relay delivers them once it has committed. */
export async function announce(
  tx: Transaction,
  announcements: readonly Announcement[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(insertStatement, [
    tx.organizationId,
    announcements.map(() => newId()),
    announcements.map(({ kind }) => kind),
    announcements.map(({ area }) => area),
    announcements.map(({ clinicId }) => clinicId),
    announcements.map(roomsOf),
    announcements.map(({ subjectId }) => subjectId),
    now,
    announcements.map(({ version }) => version),
  ]);
}

function roomsOf({ clinicId, practitionerIds }: Announcement): string {
  const doctors = practitionerIds.flatMap((id) => (id === null ? [] : [`doctor_${id}`]));
  return [`clinic_${clinicId}`, ...new Set(doctors)].join(" ");
}

export interface RoomEvent {
  room: string;
  seq: number;
  kind: string;
  clinic_id: string;
  area: string;
  id: string;
  version: number;
  occurred_at: Temporal.Instant;
}

/**
 * Takes up to `limit` effects out of the outbox and numbers them, room by room.
 *
 * The first statement serialises relays of one organization on its rows, so two processes neither double nor reorder;
 * what another relay holds is left to it.
 */
export async function deliver(tx: Transaction, limit: number): Promise<RoomEvent[]> {
  const taken = await tx.rows<{ ids: string[] }>(
    `select array_agg(id) as ids from (
       select id from outbox where organization_id = $1 order by id limit $2 for update) mine`,
    [tx.organizationId, limit],
  );
  const ids = taken[0]?.ids ?? [];
  if (ids.length === 0) return [];
  const [events] = await Promise.all([
    tx.rows<RoomEvent>(numbered, [tx.organizationId, ids]),
    tx.rows("delete from outbox where organization_id = $1 and id = any ($2::uuid[])", [tx.organizationId, ids]),
  ]);
  return events;
}

const numbered = {
  name: "number_room_events",
  text: `with effect as (
      select o.*, r.room, row_number() over (partition by r.room order by o.id) as nth
      from outbox o cross join unnest(o.rooms) as r (room) where o.organization_id = $1 and o.id = any ($2::uuid[])),
    counter as (
      insert into rooms (organization_id, room, last_seq)
      select $1::uuid, room, count(*) from effect group by room order by room
      on conflict on constraint rooms_pkey do update set last_seq = rooms.last_seq + excluded.last_seq
      returning room, last_seq),
    stored as (
      insert into room_events (organization_id, room, seq, kind, clinic_id, area, subject_id, subject_version, occurred_at)
      select $1::uuid, e.room, c.last_seq - (select count(*) from effect f where f.room = e.room) + e.nth, e.kind, e.clinic_id, e.area,
        e.subject_id, e.subject_version, e.occurred_at
      from effect e join counter c on c.room = e.room
      returning room, seq, kind, clinic_id, area, subject_id, subject_version, occurred_at)
    select room, seq, kind, clinic_id, area, subject_id as id, subject_version as version, occurred_at from stored order by room, seq`,
};

/** What a room has had since `seq`, oldest first; at most `limit`. */
export async function selectRoomEvents(
  database: Database,
  room: string,
  seq: number,
  limit: number,
): Promise<RoomEvent[]> {
  return await database.rows(
    `select room, seq, kind, clinic_id, area, subject_id as id, subject_version as version, occurred_at
     from room_events where organization_id = $1 and room = $2 and seq > $3 order by seq limit $4`,
    [database.organizationId, room, seq, limit],
  );
}

/** Clients that were away for longer than this fetch everything anew. */
export async function forgetRoomEvents(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await tx.rows("delete from room_events where organization_id = $1 and occurred_at < $2", [tx.organizationId, before]);
}
