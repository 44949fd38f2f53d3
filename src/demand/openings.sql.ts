import type { Temporal } from "temporal-polyfill";
import type { OfferStatus } from "../core/moves.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

/** A stretch of time; half-open. */
export interface Stretch {
  from: Temporal.Instant;
  to: Temporal.Instant;
}

export interface Freed {
  appointmentId: string;
  clinicId: string;
  practitionerId: string | null;
  stretches: readonly Stretch[];
}

// Whose request is all on offer waits, too: an offer may be declined.
const somebodyWaits = `(exists (select 1 from booking_requests r
      where r.organization_id = $1 and r.status in ('open', 'partially_scheduled') and r.waitlisted)
    or exists (select 1 from booking_requests r where r.organization_id = $1 and r.status = 'scheduled' and r.earlier and r.waitlisted)
    or exists (select 1 from waitlist_offers o where o.organization_id = $1 and o.status = 'offered'))`;

/**
 * Time of an appointment is free again. Was it an offer's hold, the offer ends and its own opening is open again, and so are those
 * beside it that its hold took as well; else each stretch becomes an opening, if anybody waits at all. One statement, because every cancellation makes it.
 */
export async function insertFreed(
  tx: Transaction,
  { appointmentId, clinicId, practitionerId, stretches }: Freed,
  offerBecomes: OfferStatus,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    {
      name: "note_freed_time",
      text: `with ended as (
          update waitlist_offers set status = $3, decided_at = $4, version = version + 1
          where organization_id = $1 and appointment_id = $2 and status = 'offered' returning opening_id, offered_at),
        reopened as (
          update waitlist_openings w set status = 'open', version = w.version + 1, updated_at = $4 from ended
          where w.organization_id = $1 and w.id = ended.opening_id and w.status = 'on_offer'),
        opened_beside as (
          update waitlist_openings w set status = 'open', considered = '[]', version = w.version + 1, updated_at = $4
          from ended join appointments h on h.organization_id = $1 and h.id = $2
          where w.organization_id = $1 and w.id <> ended.opening_id and w.status = 'taken' and w.updated_at >= ended.offered_at
            and w.clinic_id = h.clinic_id and w.practitioner_id is not distinct from h.practitioner_id
            and w.starts_at < h.ends_at and w.ends_at > h.starts_at)
        insert into waitlist_openings (organization_id, id, clinic_id, practitioner_id, starts_at, ends_at, freed_appointment_id,
          status, considered, created_at, updated_at, version)
        select $1, s.id, $5::uuid, $6::uuid, s.starts_at, s.ends_at, $2, 'open', '[]', $4, $4, 1
        from unnest($7::uuid[], $8::timestamptz[], $9::timestamptz[]) as s (id, starts_at, ends_at)
        where not exists (select 1 from ended) and ${somebodyWaits}`,
    },
    [
      tx.organizationId,
      appointmentId,
      offerBecomes,
      now,
      clinicId,
      practitionerId,
      stretches.map(() => newId()),
      stretches.map(({ from }) => from.toString()),
      stretches.map(({ to }) => to.toString()),
    ],
  );
}

interface Accepted {
  opening_id: string;
  moves_appointment_id: string | null;
}

/** The offer whose hold this is was taken; says which opening it fills, and what moves there, if there is an offer that waits. */
export async function acceptOffer(
  tx: Transaction,
  appointmentId: string,
  now: Temporal.Instant,
): Promise<Accepted | undefined> {
  const [row] = await tx.rows<Accepted>(
    {
      name: "accept_offer",
      text: `update waitlist_offers set status = 'accepted', decided_at = $3, version = version + 1
        where organization_id = $1 and appointment_id = $2 and status = 'offered' returning opening_id, moves_appointment_id`,
    },
    [tx.organizationId, appointmentId, now],
  );
  return row;
}

/** The opening shrinks to what is filled of it, where the session reaches out of it, too; what is left before and after becomes an opening of its own. */
export async function fillOpening(
  tx: Transaction,
  openingId: string,
  appointmentId: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    {
      name: "fill_opening",
      text: `with filled as (
          select w.*, a.starts_at as taken_from, a.ends_at as taken_to from waitlist_openings w
          join appointments a on a.organization_id = $1 and a.id = $3
          where w.organization_id = $1 and w.id = $2 and w.status = 'on_offer'),
        rest as (
          insert into waitlist_openings (organization_id, id, clinic_id, practitioner_id, starts_at, ends_at, freed_appointment_id,
            status, considered, created_at, updated_at, version)
          select $1, piece.id, f.clinic_id, f.practitioner_id, greatest(piece.starts_at, $4), piece.ends_at, f.freed_appointment_id,
            'open', '[]', $4, $4, 1
          from filled f cross join lateral (
            values ($5::uuid, f.starts_at, f.taken_from), ($6::uuid, f.taken_to, f.ends_at)) as piece (id, starts_at, ends_at)
          where piece.ends_at > greatest(piece.starts_at, $4))
        update waitlist_openings w set status = 'filled', starts_at = greatest(f.starts_at, f.taken_from),
          ends_at = least(f.ends_at, f.taken_to), version = w.version + 1,
          updated_at = $4
        from filled f where w.organization_id = $1 and w.id = f.id`,
    },
    [tx.organizationId, openingId, appointmentId, now, newId(), newId()],
  );
}
