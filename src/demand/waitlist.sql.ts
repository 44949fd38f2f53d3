import type { Temporal } from "temporal-polyfill";
import { liveInSql, type OfferStatus } from "../core/moves.ts";
import type { Database } from "../platform/database.ts";
import { requestColumns, type RequestRow } from "./requests.sql.ts";

/** Whoever waits: something of the request is planned, all that was planned is on offer, or it is booked and would be had earlier. */
const waits = `r.waitlisted and (r.status in ('open', 'partially_scheduled') or (r.earlier and r.status = 'scheduled')
    or exists (select 1 from waitlist_offers o where o.organization_id = $1 and o.request_id = r.id and o.status = 'offered'))`;

/** How often the request was offered a time since `parameter`. */
const offersSince = (parameter: string) => `(select count(*)::int from waitlist_offers o
    where o.organization_id = $1 and o.request_id = r.id and o.offered_at > ${parameter})`;

export type WaitlistRow = RequestRow & { waiting_since: Temporal.Instant; offers: number };

/** Who is asked at a clinic, in that order, after the keyset (9 - priority, offers, creation, id). */
export async function listWaitlist(
  database: Database,
  filter: { clinicId: string; serviceId: string | null; offersSince: Temporal.Instant },
  after: (string | null)[],
  limit: number,
): Promise<WaitlistRow[]> {
  return await database.rows(
    `select * from (
       select ${requestColumns}, r.created_at as waiting_since, ${offersSince("$4")} as offers
       from booking_requests r
       join patients p on p.organization_id = $1 and p.id = r.patient_id
       join services s on s.organization_id = $1 and s.id = r.service_id
       where r.organization_id = $1 and ${waits} and (r.clinic_id = $2 or not r.clinic_required)
         and ($3::uuid is null or r.service_id = $3)) w
     where $5::int is null or (9 - w.priority, w.offers, w.created_at, w.id) > ($5::int, $6::int, $7::timestamptz, $8::uuid)
     order by 9 - w.priority, w.offers, w.created_at, w.id limit $9`,
    [database.organizationId, filter.clinicId, filter.serviceId, filter.offersSince, ...after, limit],
  );
}

/** One that waits, as the rules look at it. Its offer that waits for an answer counts neither as a session nor as time taken. */
export interface WaitingRow {
  request_id: string;
  patient_id: string;
  service_id: string;
  clinic_id: string;
  clinic_required: boolean;
  practitioner_id: string | null;
  practitioner_required: boolean;
  room_kind: string | null;
  room_kind_required: boolean;
  earliest_date: Temporal.PlainDate;
  latest_date: Temporal.PlainDate | null;
  min_days_between: number;
  max_days_between: number | null;
  offer_notice_minutes: number;
  priority: number;
  created_at: Temporal.Instant;
  patterns: {
    weekday: number | null;
    start_minute: number | null;
    end_minute: number | null;
    practitioner_id: string | null;
    weight: number;
  }[];
  ticket_id: string | null;
  /** What would be had earlier, in its order, where all is booked. Epoch minutes. */
  booked: { ticket_id: string; appointment_id: string; start: number; date: string }[];
  has_offer: boolean;
  recent_offers: number;
  session_dates: string[];
  /** Epoch minutes. */
  busy: [number, number][];
}

const minutesOf = (column: string) => `(extract(hour from ${column}) * 60 + extract(minute from ${column}))::int`;
const epochMinute = (column: string) => `(date_part('epoch', ${column}) / 60)::int`;

/** All who could be asked at a clinic, with what their patients have between `from` and `to`. */
export async function selectWaiting(
  database: Database,
  clinicId: string,
  { from, to, offersSince: since, now }: Record<"from" | "to" | "offersSince" | "now", Temporal.Instant>,
): Promise<WaitingRow[]> {
  return await database.rows(
    {
      name: "waiting_requests",
      text: `select r.id as request_id, r.patient_id, r.service_id, r.clinic_id, r.clinic_required, r.practitioner_id,
          r.practitioner_required, r.room_kind, r.room_kind_required, r.earliest_date, r.latest_date, r.min_days_between,
          r.max_days_between, r.offer_notice_minutes, r.priority, r.created_at,
          coalesce((select json_agg(json_build_object('weekday', b.weekday, 'start_minute', ${minutesOf("b.start_local")},
                      'end_minute', ${minutesOf("b.end_local")}, 'practitioner_id', b.practitioner_id, 'weight', b.weight))
                    from booking_patterns b where b.organization_id = $1 and b.request_id = r.id), '[]') as patterns,
          (select t.id from session_tickets t where t.organization_id = $1 and t.request_id = r.id and t.status = 'planned'
           order by t.ordinal limit 1) as ticket_id,
          coalesce((select json_agg(json_build_object('ticket_id', t.id, 'appointment_id', a.id, 'start', ${epochMinute("a.starts_at")},
                      'date', a.service_date) order by a.starts_at)
                    from session_tickets t
                    join appointments a on a.organization_id = $1 and a.session_ticket_id = t.id and a.status in ('pending', 'confirmed')
                      and a.starts_at > $6 and a.clinic_id = $2
                    where r.earlier and t.organization_id = $1 and t.request_id = r.id and t.status = 'scheduled'), '[]') as booked,
          offered.appointment_id is not null as has_offer, ${offersSince("$5")} as recent_offers,
          coalesce((select json_agg(a.service_date) from session_tickets t
                    join appointments a on a.organization_id = $1 and a.session_ticket_id = t.id and a.status in ${liveInSql}
                    where t.organization_id = $1 and t.request_id = r.id and t.status <> 'planned'
                      and a.id is distinct from offered.appointment_id), '[]') as session_dates,
          coalesce((select json_agg(json_build_array(${epochMinute("a.starts_at")}, ${epochMinute("a.ends_at")}))
                    from appointments a
                    where a.organization_id = $1 and a.patient_id = r.patient_id and a.status in ${liveInSql} and not a.overlap_waived
                      and a.starts_at > $3::timestamptz - interval '24 hours' and a.starts_at < $4 and a.ends_at > $3
                      and (a.status <> 'held' or a.hold_expires_at > $6)
                      and a.id is distinct from offered.appointment_id), '[]') as busy
        from booking_requests r
        left join lateral (
          select o.appointment_id from waitlist_offers o
          where o.organization_id = $1 and o.request_id = r.id and o.status = 'offered' limit 1) offered on true
        where r.organization_id = $1 and ${waits} and (r.clinic_id = $2 or not r.clinic_required)`,
    },
    [database.organizationId, clinicId, from, to, since, now],
  );
}

export interface OfferRow {
  id: string;
  version: number;
  opening_id: string;
  request_id: string;
  session_ticket_id: string;
  appointment_id: string;
  clinic_id: string;
  patient_id: string;
  patient_name: string;
  service_name: string;
  practitioner_name: string | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  status: OfferStatus;
  offered_at: Temporal.Instant;
  expires_at: Temporal.Instant;
  decided_at: Temporal.Instant | null;
  moves_appointment_id: string | null;
  moves_from: Temporal.Instant | null;
}

// When it was offered and where is the hold's; an accepted one may have been moved since.
const offers = `select o.id, o.version, o.opening_id, o.request_id, o.session_ticket_id, o.appointment_id, a.clinic_id, a.patient_id,
    p.name as patient_name, a.service_name, d.name as practitioner_name, a.starts_at, a.ends_at, o.status, o.offered_at, o.expires_at,
    o.decided_at, o.moves_appointment_id, m.starts_at as moves_from
  from waitlist_offers o
  join appointments a on a.organization_id = $1 and a.id = o.appointment_id
  join patients p on p.organization_id = $1 and p.id = a.patient_id
  left join resources d on d.organization_id = $1 and d.id = a.practitioner_id
  left join appointments m on m.organization_id = $1 and m.id = o.moves_appointment_id
  where o.organization_id = $1`;

export async function findOffer(database: Database, id: string): Promise<OfferRow | undefined> {
  const [row] = await database.rows<OfferRow>(`${offers} and o.id = $2`, [database.organizationId, id]);
  return row;
}

export interface OfferFilter {
  clinicId: string | null;
  requestId: string | null;
  openingId: string | null;
  status: OfferStatus | null;
}

/** The latest first, after the keyset (offered, id). */
export async function listOffers(
  database: Database,
  { clinicId, requestId, openingId, status }: OfferFilter,
  after: (string | null)[],
  limit: number,
): Promise<OfferRow[]> {
  return await database.rows(
    `${offers} and ($2::uuid is null or a.clinic_id = $2) and ($3::uuid is null or o.request_id = $3)
       and ($4::uuid is null or o.opening_id = $4) and ($5::text is null or o.status = $5)
       and ($6::timestamptz is null or (o.offered_at, o.id) < ($6, $7::uuid))
     order by o.offered_at desc, o.id desc limit $8`,
    [database.organizationId, clinicId, requestId, openingId, status, ...after, limit],
  );
}

export interface OpeningRow {
  id: string;
  version: number;
  clinic_id: string;
  practitioner_id: string | null;
  practitioner_name: string | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  freed_appointment_id: string | null;
  status: "open" | "on_offer" | "filled" | "unwanted" | "taken" | "past";
  considered: { request_id: string; patient_name: string; outcome: string }[];
  others: { outcome: string; count: number }[];
  created_at: Temporal.Instant;
}

/** What was freed last first, after the keyset (creation, id). */
export async function listOpenings(
  database: Database,
  { clinicId, status }: { clinicId: string; status: OpeningRow["status"] | null },
  after: (string | null)[],
  limit: number,
): Promise<OpeningRow[]> {
  return await database.rows(
    `select w.id, w.version, w.clinic_id, w.practitioner_id, d.name as practitioner_name, w.starts_at, w.ends_at,
       w.freed_appointment_id, w.status, w.created_at,
       coalesce((select json_agg(json_build_object('request_id', r.id, 'patient_name', p.name, 'outcome', c.one ->> 'outcome')
                   order by c.place)
                 from jsonb_array_elements(w.considered) with ordinality as c (one, place)
                 join booking_requests r on r.organization_id = $1 and r.id = (c.one ->> 'request_id')::uuid
                 join patients p on p.organization_id = $1 and p.id = r.patient_id), '[]') as considered,
       coalesce((select json_agg(c.one order by c.place) from jsonb_array_elements(w.considered) with ordinality as c (one, place)
                 where c.one ? 'count'), '[]') as others
     from waitlist_openings w
     left join resources d on d.organization_id = $1 and d.id = w.practitioner_id
     where w.organization_id = $1 and w.clinic_id = $2 and ($3::text is null or w.status = $3)
       and ($4::timestamptz is null or (w.created_at, w.id) < ($4, $5::uuid))
     order by w.created_at desc, w.id desc limit $6`,
    [database.organizationId, clinicId, status, ...after, limit],
  );
}
