import type { Temporal } from "temporal-polyfill";
import { DomainError } from "../../core/errors.ts";
import type { Refused } from "../../booking/find-starts.ts";
import { type Offer, readOffer, type Wish } from "../../booking/offer.ts";
import type { House } from "../../platform/house.ts";
import { lockAgainstChanges } from "../../supply/announce-slots.ts";
import { type Booked, type Draft, storeBooking } from "./store-booking.ts";

interface Agreement {
  organizationId: string;
  wish: Wish;
  now: Temporal.Instant;
  /** What is to be stored of an offer, or why nothing can be. */
  decide: (offer: Offer) => Draft | Refused;
}

/** Looks without a lock and then writes, which the database refuses if anything changed in between. */
export async function lookAndWrite(
  house: House,
  { organizationId, wish, now, decide }: Agreement,
): Promise<Booked | Refused> {
  const offer = await house.postgres.read(organizationId, (database) => readOffer(database, wish, now));
  const decision = decide(offer);
  if ("reasons" in decision) return decision;
  return await house.postgres.write(organizationId, (tx) => storeBooking(tx, decision));
}

/**
 * Looks and writes behind a lock on the rules of everything that the wish could take. Slower, and rules wait for it: for the time
 * when rules change faster than a booking is made. Throws `supply_changed` when nothing can be booked as the rules are then.
 */
export async function writeBehindLock(house: House, { organizationId, wish, now, decide }: Agreement): Promise<Booked> {
  const { candidates } = await house.postgres.read(organizationId, (database) => readOffer(database, wish, now));
  const resourceIds = candidates.flatMap(({ plan }) => [...plan.resources.keys()]);
  return await house.postgres.write(organizationId, async (tx) => {
    await lockAgainstChanges(tx, resourceIds);
    const decision = decide({ ...(await readOffer(tx, wish, now)), revision: null });
    if ("reasons" in decision) throw new DomainError("supply_changed", "The rules have changed; look again.");
    return await storeBooking(tx, decision);
  });
}
