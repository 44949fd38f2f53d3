import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "./database.ts";
import { newId } from "./ids.ts";

/** What happened, without saying what it is: clients fetch the record again, by the rights that they have. */
export interface Announcement {
  kind:
    | "appointment_created"
    | "appointment_updated"
    | "queue_updated"
    | "payment_updated"
    | "session_updated"
    | "slots_changed";
  area: "appointments" | "queue" | "payments" | "sessions" | "slots";
  clinicId: string;
  practitionerIds: readonly (string | null)[];
  subjectId: string;
  version: number;
}

/**
 * The database's clock gives the order in which effects are delivered: it is the same for every process, so what was done in
 * answer to something comes after it. The rest of the id only makes it unique, and keeps a statement's own order.
 */
const insertStatement = {
  name: "insert_outbox",
  text: `insert into outbox (organization_id, id, kind, area, clinic_id, rooms, subject_id, subject_version, occurred_at)
    select $1::uuid, (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000000)::bigint), 16, '0')
        || lpad(to_hex(o.nth), 4, '0') || right(o.id, 12))::uuid,
      o.kind, o.area, o.clinic_id, string_to_array(o.rooms, ' '), o.subject_id, o.subject_version, $8
    from unnest($2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $9::integer[])
      with ordinality as o (id, kind, area, clinic_id, rooms, subject_id, subject_version, nth)`,
};

/** Writes the effects of a transaction into it, behind its locks; the relay delivers them once it has committed. */
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

export interface Delivery {
  /** False when another relay is at this organization's outbox: it may not see what came meanwhile. */
  mine: boolean;
  taken: number;
  areas: string[];
}

/**
 * Takes up to `limit` effects out of the outbox and numbers them, room by room, in the order of their ids.
 *
 * One relay at a time serves an organization, so two processes neither double nor reorder; the other one does not wait.
 */
export async function deliver(tx: Transaction, limit: number): Promise<Delivery> {
  const [delivery] = await tx.rows<Delivery>(numberStatement, [tx.organizationId, limit]);
  return delivery!;
}

/** What another relay took while this one looked is gone when it is deleted; so every effect is numbered once. */
const numberStatement = {
  name: "number_room_events",
  text: `with turn as materialized (
      select organization_id from relay_turns where organization_id = $1::uuid for update skip locked),
    taken as (
      delete from outbox where organization_id = $1::uuid and id = any (array(
        select id from outbox where organization_id = $1::uuid and exists (select 1 from turn) order by id limit $2))
      returning *),
    effect as materialized (
      select t.*, r.room, row_number() over (partition by r.room order by t.id) as nth, count(*) over (partition by r.room) as many
      from taken t cross join unnest(t.rooms) as r (room)),
    counter as (
      insert into rooms (organization_id, room, last_seq)
      select $1::uuid, room, count(*) from effect group by room order by room
      on conflict on constraint rooms_pkey do update set last_seq = rooms.last_seq + excluded.last_seq
      returning room, last_seq),
    stored as (
      insert into room_events (organization_id, room, seq, kind, clinic_id, area, subject_id, subject_version, occurred_at)
      select $1::uuid, e.room, c.last_seq - e.many + e.nth, e.kind, e.clinic_id, e.area, e.subject_id, e.subject_version, e.occurred_at
      from effect e join counter c on c.room = e.room)
    select exists (select 1 from turn) as mine, (select count(*) from taken) as taken, array(select distinct area from taken) as areas`,
};

/** Which number each of these rooms has come to; 0 where nothing has happened yet. */
export async function selectLastSeqs(database: Database, rooms: readonly string[]): Promise<Map<string, number>> {
  const rows = await database.rows<{ room: string; last_seq: number }>(
    {
      name: "last_seqs",
      text: "select room, last_seq from rooms where organization_id = $1 and room = any ($2::text[])",
    },
    [database.organizationId, rooms],
  );
  const known = new Map(rows.map(({ room, last_seq }) => [room, last_seq]));
  return new Map(rooms.map((room) => [room, known.get(room) ?? 0]));
}

/** What each room has had since its `seq`, oldest first; at most `limit` of each. */
export async function selectRoomEvents(
  database: Database,
  since: ReadonlyMap<string, number>,
  limit: number,
): Promise<RoomEvent[]> {
  return await database.rows(
    {
      name: "room_events_since",
      text: `select e.room, e.seq, e.kind, e.clinic_id, e.area, e.subject_id as id, e.subject_version as version, e.occurred_at
        from unnest($2::text[], $3::bigint[]) as asked (room, seq)
        cross join lateral (
          select * from room_events e where e.organization_id = $1 and e.room = asked.room and e.seq > asked.seq
          order by e.seq limit $4) e
        order by e.room, e.seq`,
    },
    [database.organizationId, [...since.keys()], [...since.values()], limit],
  );
}

/** Forgets at most `limit` of what is older and says how many; clients that were away for longer fetch everything anew. */
export async function forgetRoomEvents(tx: Transaction, before: Temporal.Instant, limit: number): Promise<number> {
  const [forgotten] = await tx.rows<{ count: number }>(
    `with old as materialized (
       select room, seq from room_events where organization_id = $1 and occurred_at < $2 limit $3),
     gone as (
       delete from room_events e using old where e.organization_id = $1 and e.room = old.room and e.seq = old.seq returning 1)
     select count(*) from gone`,
    [tx.organizationId, before, limit],
  );
  return forgotten!.count;
}
