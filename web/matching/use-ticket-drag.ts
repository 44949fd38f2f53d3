import type { RefObject } from "react";
import type { SessionTicket } from "../api/types.ts";
import type { FindPlace, GridPlace } from "../calendar/grid-place.ts";
import { type Carried as CarriedThing, type Carry, useCarry } from "../parts/use-carry.ts";

export type Carried = CarriedThing<SessionTicket, GridPlace>;
export type TicketDrag = Carry<SessionTicket, GridPlace>;

/** Carries a ticket from the list over the calendar. */
export const useTicketDrag = (
  finder: RefObject<FindPlace | null>,
  drop: (ticket: SessionTicket, place: GridPlace) => void,
): TicketDrag => useCarry((x, y) => finder.current?.(x, y) ?? null, drop);
