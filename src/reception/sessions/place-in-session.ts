import type { Temporal } from "temporal-polyfill";
import { DomainError } from "../../core/errors.ts";
import { chooseCandidate, type Refused } from "../../booking/find-starts.ts";
import type { Candidate, Offer, Wish } from "../../booking/offer.ts";
import { pinResources } from "../../booking/pin-resources.ts";
import type { Actor } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";
import { Attempts } from "../appointments/attempts.ts";
import { refuse, takenMeanwhile } from "../appointments/refuse.ts";
import type { BedRow } from "./beds.sql.ts";
import { startsIn } from "./pace.ts";

/** A session is there to be filled: that it is far ahead is no reason against it. */
export const wishFor = (session: SessionRow, patientId: string): Wish => ({
  clinicId: session.clinic_id,
  serviceId: session.service_id,
  practitionerId: null,
  patientId,
  owed: true,
  from: session.starts_at,
  to: session.ends_at,
});

export interface PlaceInSession {
  offer: Offer;
  candidate: Candidate;
  /** Epoch minutes. */
  start: number;
}

/**
 * The earliest start in the session at which one of the beds, and all else that the service needs, is free. Throws `Unplaced` with
 * the reasons, or `in_the_past` when its last start has passed.
 */
export function choosePlace(
  offer: Offer,
  wish: Wish,
  session: SessionRow,
  beds: readonly BedRow[],
  now: Temporal.Instant,
): PlaceInSession {
  const usable = new Set(offer.candidates.flatMap(({ plan }) => plan.needs.flatMap(({ candidates }) => candidates)));
  const bedIds = beds.map(({ id }) => id).filter((id) => usable.has(id));
  if (bedIds.length === 0) throw new Unplaced(wish, { reasons: [{ code: "nothing_suitable" }], isTaken: false });
  const pinned = pinResources(offer, bedIds);
  let first: Refused | null = null;
  for (const start of startsIn(session, now)) {
    const choice = chooseCandidate(pinned, start);
    if ("candidate" in choice) return { offer: pinned, candidate: choice.candidate, start };
    first ??= choice;
  }
  if (first) throw new Unplaced(wish, first);
  throw new DomainError("in_the_past", "The last start of the session has passed.");
}

/** Why nothing in the session can be had: rolls back what was done to make room, before anybody says so. */
export class Unplaced extends Error {
  readonly wish: Wish;
  readonly refused: Refused;

  constructor(wish: Wish, refused: Refused) {
    super("Nothing in the session can be had.");
    this.wish = { ...wish, to: wish.from.add({ minutes: 1 }) };
    this.refused = refused;
  }
}

/** Tries until nobody was faster. Throws the reasons of `Unplaced` as every booking says them. */
export async function tryPlacing<Placed>(
  house: House,
  caller: Actor,
  place: (now: Temporal.Instant) => Promise<Placed>,
): Promise<Placed> {
  for (const attempts = new Attempts(); attempts.left;) {
    const placed = await place(house.now()).catch(async (error: unknown) => {
      if (error instanceof Unplaced) throw await refuse(house, caller, error.wish, error.refused);
      return attempts.lost(error);
    });
    if (placed) return placed;
  }
  throw new DomainError("slot_taken", "Others were faster each time.", {
    members: { reasons: takenMeanwhile.reasons, alternatives: [] },
  });
}
