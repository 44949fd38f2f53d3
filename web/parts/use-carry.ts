import "./carry.css";
import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent as Press } from "react";

/** Where the hand is with a thing, and over which place. */
export interface Carried<Thing, Place> {
  thing: Thing;
  x: number;
  y: number;
  place: Place | null;
}

export interface Carry<Thing, Place> {
  carried: Carried<Thing, Place> | null;
  hold: (thing: Thing) => (press: Press) => void;
}

/**
 * Carries a thing over the places of the page. Escape, or letting it go anywhere else, leaves all as it was. The window is
 * listened to, because an element that React moves loses the pointer that it had captured.
 */
export function useCarry<Thing extends object, Place>(
  find: (x: number, y: number) => Place | null,
  drop: (thing: Thing, place: Place) => void,
): Carry<Thing, Place> {
  const [carried, carry] = useState<Carried<Thing, Place> | null>(null);
  const thing = carried?.thing;
  const latest = useRef({ find, drop });
  useLayoutEffect(() => {
    latest.current = { find, drop };
  });

  useEffect(() => {
    if (!thing) return undefined;
    const stop = () => carry(null);
    const over = ({ clientX: x, clientY: y }: PointerEvent) => carry({ thing, x, y, place: latest.current.find(x, y) });
    const release = ({ clientX: x, clientY: y }: PointerEvent) => {
      const place = latest.current.find(x, y);
      stop();
      if (place) latest.current.drop(thing, place);
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
  }, [thing]);

  const hold = (taken: Thing) => (press: Press) => {
    if (press.button !== 0) return;
    press.preventDefault();
    carry({ thing: taken, x: press.clientX, y: press.clientY, place: null });
  };
  return { carried, hold };
}
