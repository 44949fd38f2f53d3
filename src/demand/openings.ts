import { Temporal } from "temporal-polyfill";
import { DomainError } from "../core/errors.ts";
import type { OfferStatus } from "../core/moves.ts";
import { subtract } from "../core/ranges.ts";
import type { Transaction } from "../platform/database.ts";
import { acceptOffer, fillOpening, insertFreed, type Stretch } from "./openings.sql.ts";

/** Of an appointment, what matters of the time that it had. */
export interface Occupied {
  id: string;
  clinic_id: string;
  practitioner_id: string | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

interface Ending {
  /** What becomes of the offer whose hold it was. */
  offer?: Extract<OfferStatus, "declined" | "lapsed" | "withdrawn">;
  /** Where the appointment is now, when it was moved: what it still has is not free. */
  movedTo?: Occupied;
}

/**
 * An appointment gave up its time, of which only what is to come counts. Called in the transaction that releases its claims, behind
 * them. Who waits is looked for later, by the keeper of the waitlist.
 */
export async function noteFreedTime(
  tx: Transaction,
  gone: Occupied,
  { offer = "declined", movedTo }: Ending,
  now: Temporal.Instant,
): Promise<void> {
  const { id: appointmentId, clinic_id: clinicId, practitioner_id: practitionerId } = gone;
  const kept = movedTo?.practitioner_id === practitionerId && movedTo.clinic_id === clinicId ? movedTo : null;
  const stretches = freedOf(gone, kept, now);
  await insertFreed(tx, { appointmentId, clinicId, practitionerId, stretches }, offer, now);
}

/** What of it lies in the future, from the next whole minute on, and is not kept. */
function freedOf(gone: Occupied, kept: Occupied | null, now: Temporal.Instant): Stretch[] {
  const next = now.round({ smallestUnit: "minute", roundingMode: "ceil" }).epochMilliseconds;
  const [from, to] = [Math.max(gone.starts_at.epochMilliseconds, next), gone.ends_at.epochMilliseconds];
  if (from >= to) return [];
  const still = kept ? [[kept.starts_at.epochMilliseconds, kept.ends_at.epochMilliseconds] as const] : [];
  return subtract([[from, to]], still).map(([start, end]) => ({ from: instantOf(start), to: instantOf(end) }));
}

const instantOf = (ms: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(ms);

/**
 * A hold was agreed to: if it was an offer's, the offer is accepted, its opening filled, and the rest of it open. Where another
 * appointment moves there, `moves` says that this is seen to; else it is `illegal_move`, because both would stand.
 */
export async function followAgreement(
  tx: Transaction,
  appointmentId: string,
  now: Temporal.Instant,
  { moves = false } = {},
): Promise<void> {
  const accepted = await acceptOffer(tx, appointmentId, now);
  if (!accepted) return;
  if (accepted.moves_appointment_id !== null && !moves)
    throw new DomainError("illegal_move", "This is offered to move another appointment: accept the offer.", {
      members: { found_status: "held" },
    });
  await fillOpening(tx, accepted.opening_id, appointmentId, now);
}
