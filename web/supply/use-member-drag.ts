import { useEffect, useRef, useState, type PointerEvent as Press } from "react";
import { moved } from "./moved.ts";

/**
 * Dragging within a list: what is held takes the place over which the hand is. The window is listened to, because a row that
 * React moves loses the pointer that it had captured.
 */
export function useMemberDrag(ids: string[], change: (ids: string[]) => void) {
  const list = useRef<HTMLDivElement>(null);
  const [holding, setHolding] = useState<string | null>(null);

  useEffect(() => {
    if (holding === null) return undefined;
    const over = ({ clientY }: PointerEvent) => {
      const from = ids.indexOf(holding);
      const to = placeAt(list.current, clientY);
      if (from !== to) change(moved(ids, from, to));
    };
    const release = () => setHolding(null);
    const listened = [
      ["pointermove", over],
      ["pointerup", release],
      ["pointercancel", release],
    ] as const;
    for (const [event, listener] of listened) window.addEventListener(event, listener as EventListener);
    return () => {
      for (const [event, listener] of listened) window.removeEventListener(event, listener as EventListener);
    };
  }, [holding, ids, change]);

  const hold = (id: string) => (event: Press) => {
    event.preventDefault();
    setHolding(id);
  };
  return { list, holding, hold };
}

/** How many rows have their middle above the hand, without the one that is held. */
function placeAt(list: HTMLElement | null, y: number): number {
  const rows = [...(list?.children ?? [])].filter((row) => !row.hasAttribute("data-held"));
  return rows.filter((row) => {
    const { top, height } = row.getBoundingClientRect();
    return top + height / 2 < y;
  }).length;
}
