import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent as Press, type RefObject } from "react";
import type { SessionTicket } from "../api/types.ts";
import type { FindPlace, GridPlace } from "../calendar/grid-place.ts";

/** Where the hand is with a ticket, and over which place of the calendar. */
export interface Carried {
  ticket: SessionTicket;
  x: number;
  y: number;
  place: GridPlace | null;
}

export interface TicketDrag {
  carried: Carried | null;
  hold: (ticket: SessionTicket) => (press: Press) => void;
}

/** Carries a ticket from the list over the calendar. Escape, or letting it go anywhere else, leaves all as it was. */
export function useTicketDrag(
  finder: RefObject<FindPlace | null>,
  drop: (ticket: SessionTicket, place: GridPlace) => void,
): TicketDrag {
  const [carried, carry] = useState<Carried | null>(null);
  const ticket = carried?.ticket;
  const latest = useRef(drop);
  useLayoutEffect(() => {
    latest.current = drop;
  });

  useEffect(() => {
    if (!ticket) return undefined;
    const stop = () => carry(null);
    const over = ({ clientX: x, clientY: y }: PointerEvent) =>
      carry({ ticket, x, y, place: finder.current?.(x, y) ?? null });
    const release = ({ clientX: x, clientY: y }: PointerEvent) => {
      const place = finder.current?.(x, y);
      stop();
      if (place) latest.current(ticket, place);
    };
    const key = (event: KeyboardEvent) => event.key === "Escape" && stop();
    const listened = [
      ["pointermove", over],
      ["pointerup", release],
      ["pointercancel", stop],
      ["keydown", key],
    ] as const;
    for (const [event, listener] of listened) window.addEventListener(event, listener as EventListener);
    return () => {
      for (const [event, listener] of listened) window.removeEventListener(event, listener as EventListener);
    };
  }, [ticket, finder]);

  const hold = (taken: SessionTicket) => (press: Press) => {
    press.preventDefault();
    carry({ ticket: taken, x: press.clientX, y: press.clientY, place: null });
  };
  return { carried, hold };
}
