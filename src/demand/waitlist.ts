/** Who waits, what was freed and what was offered, as the rooms above read it. */
export {
  findOffer,
  listOffers,
  listOpenings,
  listWaitlist,
  type OfferRow,
  selectWaiting as readWaiting,
  type WaitingRow,
} from "./waitlist.sql.ts";
