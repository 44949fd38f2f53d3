import type { Temporal } from "temporal-polyfill";
import { liveInSql } from "../../core/moves.ts";
import type { Range } from "../../core/ranges.ts";
import type { Database, Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import type { Noted } from "./note-considered.ts";

/** Offers whose time to answer is over; the ids of their holds. */
export async function selectLapsed(database: Database, now: Temporal.Instant, limit: number): Promise<string[]> {
  const rows = await database.rows<{ appointment_id: string }>(
    {
      name: "lapsed_offers",
      text: `select appointment_id from waitlist_offers where organization_id = $1 and status = 'offered' and expires_at <= $2
             order by expires_at limit $3`,
    },
    [database.organizationId, now, limit],
  );
  return rows.map(({ appointment_id }) => appointment_id);
}

/** A hold that is on offer, at the version at which it was looked at. */
export interface PointlessOffer {
  appointment_id: string;
  version: number;
}

/** Offers of requests that are off, do not wait any more, or now have another session, another time, or other wishes, that rule them out. */
export async function selectPointless(database: Database): Promise<PointlessOffer[]> {
  return await database.rows(
    {
      name: "pointless_offers",
      text: `select a.id as appointment_id, a.version from waitlist_offers o
        join booking_requests r on r.organization_id = $1 and r.id = o.request_id
        join appointments a on a.organization_id = $1 and a.id = o.appointment_id and a.status = 'held'
        left join appointments m on m.organization_id = $1 and m.id = o.moves_appointment_id
        where o.organization_id = $1 and o.status = 'offered'
          and (r.status in ('cancelled', 'expired') or not r.waitlisted
            or (o.moves_appointment_id is not null and (r.earlier is not true or m.status not in ('pending', 'confirmed')
              or m.starts_at <= a.starts_at or m.clinic_id <> a.clinic_id))
            or a.service_date < r.earliest_date or a.service_date > r.latest_date
            or (r.practitioner_required and a.practitioner_id is distinct from r.practitioner_id)
            or (r.clinic_required and a.clinic_id <> r.clinic_id)
            or exists (
              select 1 from session_tickets t
              join appointments b on b.organization_id = $1 and b.session_ticket_id = t.id
                and b.status in ${liveInSql}
              where t.organization_id = $1 and t.request_id = r.id and t.id <> o.session_ticket_id
                and abs(b.service_date - a.service_date) < r.min_days_between))`,
    },
    [database.organizationId],
  );
}

/** Freed time that has to be looked at, with what there is to know of it beside those who wait. */
export interface DueOpening {
  id: string;
  version: number;
  clinic_id: string;
  timezone: string;
  /** How long somebody has to answer. */
  offer_minutes: number;
  practitioner_id: string | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  /** Who gave it up. */
  freed_by: string | null;
  /** Requests to which it, or some of it, was offered since it was freed. */
  asked: string[];
}

// What nobody was considered for is new or came back; what waits for somebody who had another offer is due when that one has ended,
// or any where they were only counted. A transaction may commit somewhat later than the moment that it calls now.
const due = `w.ends_at <= $2 or w.considered = '[]'
    or exists (select 1 from waitlist_offers o where o.organization_id = $1 and o.opening_id = w.id and o.decided_at >= w.updated_at)
    or exists (
      select 1 from jsonb_to_recordset(w.considered) as c (request_id uuid, outcome text)
      join waitlist_offers o on o.organization_id = $1 and o.request_id = coalesce(c.request_id, o.request_id)
        and o.decided_at >= w.updated_at - interval '10 seconds'
      where c.outcome = 'has_another_offer')`;

/** Open openings that are due, the earliest first, without those that were `seen`. */
export async function selectDue(
  database: Database,
  now: Temporal.Instant,
  seen: readonly string[],
  limit: number,
): Promise<DueOpening[]> {
  return await database.rows(
    {
      name: "due_openings",
      text: `select w.id, w.version, w.clinic_id, k.timezone, k.waitlist_offer_minutes as offer_minutes, w.practitioner_id, w.starts_at,
          w.ends_at, (select a.patient_id from appointments a where a.organization_id = $1 and a.id = w.freed_appointment_id) as freed_by,
          to_json(array(
                select o.request_id from waitlist_offers o where o.organization_id = $1 and o.opening_id = w.id
                union
                select o.request_id from appointments h
                join waitlist_offers o on o.organization_id = $1 and o.appointment_id = h.id and o.offered_at >= w.created_at
                where h.organization_id = $1 and h.practitioner_id = w.practitioner_id and h.clinic_id = w.clinic_id
                  and h.starts_at > w.starts_at - interval '24 hours' and h.starts_at < w.ends_at and h.ends_at > w.starts_at)) as asked
        from waitlist_openings w
        join clinics k on k.organization_id = $1 and k.id = w.clinic_id
        where w.organization_id = $1 and w.status = 'open' and w.id <> all ($3::uuid[]) and (${due})
        order by w.starts_at, w.id limit $4`,
    },
    [database.organizationId, now, seen, limit],
  );
}

const taken = `select json_build_array((date_part('epoch', c.starts_at) / 60)::int, (date_part('epoch', c.ends_at) / 60)::int) as range
    from waitlist_openings w
    join resource_claims f on f.organization_id = $1 and f.appointment_id = w.freed_appointment_id and f.status = 'released'
      and (w.practitioner_id is null or f.resource_id = w.practitioner_id)
    join resource_claims c on c.organization_id = $1 and c.resource_id = f.resource_id and c.lane = f.lane
      and c.status in ('held', 'active') and c.starts_at < w.ends_at and c.ends_at > w.starts_at
    join appointments a on a.organization_id = $1 and a.id = c.appointment_id
      and (a.status <> 'held' or a.hold_expires_at > $3) and a.status not in ('cancelled', 'expired', 'no_show')
    where w.organization_id = $1 and w.id = $2`;

/** What others have by now of the lanes that were freed, within the opening; epoch minutes. A hold that has run out keeps nobody off. */
export async function selectTaken(database: Database, openingId: string, now: Temporal.Instant): Promise<Range[]> {
  const rows = await database.rows<{ range: Range }>({ name: "taken_of_opening", text: taken }, [
    database.organizationId,
    openingId,
    now,
  ]);
  return rows.map(({ range }) => range);
}

/** The same, and whoever has it is locked: it cannot end before what is made of it is written. */
export async function lockTaken(tx: Transaction, openingId: string, now: Temporal.Instant): Promise<Range[]> {
  const rows = await tx.rows<{ range: Range }>(
    { name: "lock_taken_of_opening", text: `${taken} order by a.id for share of a` },
    [tx.organizationId, openingId, now],
  );
  return rows.map(({ range }) => range);
}

/** What has become of an opening without an offer; nothing happens when somebody else was at it meanwhile. */
export async function settleOpening(
  tx: Transaction,
  { id, version }: Pick<DueOpening, "id" | "version">,
  status: "open" | "unwanted" | "taken" | "past",
  considered: readonly Noted[] | null,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    {
      name: "settle_opening",
      text: `update waitlist_openings set status = $4, considered = coalesce($5::jsonb, considered), updated_at = $6,
          version = version + 1
        where organization_id = $1 and id = (
          select id from waitlist_openings where organization_id = $1 and id = $2 and version = $3 and status = 'open'
          for update skip locked)`,
    },
    [tx.organizationId, id, version, status, considered && JSON.stringify(considered), now],
  );
}

/** Whether the opening is as it was found, and nobody else is at it: then it is locked. */
export async function takeOpening(
  tx: Transaction,
  { id, version }: Pick<DueOpening, "id" | "version">,
): Promise<boolean> {
  const rows = await tx.rows(
    {
      name: "take_opening",
      text: `select 1 from waitlist_openings where organization_id = $1 and id = $2 and version = $3 and status = 'open'
             for update skip locked`,
    },
    [tx.organizationId, id, version],
  );
  return rows.length === 1;
}

export interface NewOffer {
  openingId: string;
  requestId: string;
  ticketId: string;
  appointmentId: string;
  /** The appointment that moves there when it is accepted. */
  moves: string | null;
  /** Days of the request's other sessions, as they were when the rules were asked. */
  sessionDays: readonly number[];
  expiresAt: Temporal.Instant;
  considered: readonly Noted[];
}

/**
 * Writes the offer into the ledger, behind the lock that its booking has on the request; says whether the request still is as it was
 * when it was considered: it waits, has no other offer, and no other session since.
 */
export async function insertOffer(tx: Transaction, offer: NewOffer, now: Temporal.Instant): Promise<boolean> {
  const [found] = await tx.rows<{ inserted: boolean }>(
    {
      name: "insert_offer",
      text: `with fitting as (
          select r.id from booking_requests r
          where r.organization_id = $1 and r.id = $4 and r.waitlisted and r.status not in ('cancelled', 'expired')
            and not exists (select 1 from waitlist_offers o where o.organization_id = $1 and o.request_id = $4 and o.status = 'offered')
            and array(
              select a.service_date - date '1970-01-01' from session_tickets t
              join appointments a on a.organization_id = $1 and a.session_ticket_id = t.id
                and a.status in ${liveInSql}
              where t.organization_id = $1 and t.request_id = $4 and a.id <> $6 order by 1) = $9::int[]),
        inserted as (
          insert into waitlist_offers (organization_id, id, opening_id, request_id, session_ticket_id, appointment_id, status,
            offered_at, expires_at, moves_appointment_id, version)
          select $1, $2, $3, $4, $5, $6, 'offered', $7, $8, $11, 1 from fitting returning 1),
        opening as (
          update waitlist_openings set status = 'on_offer', considered = $10::jsonb, updated_at = $7, version = version + 1
          where organization_id = $1 and id = $3)
        select exists (select 1 from inserted) as inserted`,
    },
    [
      tx.organizationId,
      newId(),
      offer.openingId,
      offer.requestId,
      offer.ticketId,
      offer.appointmentId,
      now,
      offer.expiresAt,
      [...offer.sessionDays].sort((a, b) => a - b),
      JSON.stringify(offer.considered),
      offer.moves,
    ],
  );
  return found!.inserted;
}

/** What a hold keeps. */
export async function selectHeldResources(tx: Transaction, appointmentId: string): Promise<string[]> {
  const rows = await tx.rows<{ resource_id: string }>(
    `select distinct resource_id from resource_claims
     where organization_id = $1 and appointment_id = $2 and status = 'held'`,
    [tx.organizationId, appointmentId],
  );
  return rows.map(({ resource_id }) => resource_id);
}
