import { useEffect, useRef, useState, type PointerEvent } from "react";
import type { ScheduleRule } from "../api/types.ts";
import { type Grip, type Pulled, pulled, snap, snapMinutes } from "./drag-rule.ts";
import { dayMinutes } from "./wall-minutes.ts";

/** What the drag would make if it ended now. */
export type Ghost =
  | { kind: "new"; date: string; from: number; to: number }
  | { kind: "change"; rule: ScheduleRule; date: string; change: Pulled };

interface Place {
  date: string;
  minute: number;
}

interface WeekDrag {
  dates: string[];
  /** First shown hour and how many. */
  hours: { from: number; to: number };
  end: (ghost: Ghost) => void;
}

/** A press that moves less than this is a click. */
const threshold = 5;

/**
 * Drawing a window on an empty place, and moving one or pulling its ends, with a mouse or a pen: a finger scrolls, and everything
 * can be done by the buttons as well. Escape gives up.
 */
export function useWeekDrag({ dates, hours, end }: WeekDrag) {
  const [ghost, setGhost] = useState<Ghost | null>(null);
  const stop = useRef<() => void>(() => undefined);
  const dragged = useRef(false);
  useEffect(() => () => stop.current(), []);

  const placeAt = ({ clientX, clientY }: Pick<PointerEvent, "clientX" | "clientY">): Place | null => {
    const column = document
      .elementsFromPoint(clientX, clientY)
      .map((element) => element.closest<HTMLElement>("[data-date]"))
      .find(Boolean);
    if (!column?.dataset.date) return null;
    const { top, height } = column.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientY - top) / height));
    return { date: column.dataset.date, minute: hours.from * 60 + share * (hours.to - hours.from) * 60 };
  };

  const follow = (down: PointerEvent, ghostAt: (from: Place, to: Place) => Ghost | null) => {
    const from = placeAt(down);
    dragged.current = false;
    if (!from || down.button !== 0 || down.pointerType === "touch") return;
    let latest: Ghost | null = null;
    const onMove = (move: globalThis.PointerEvent) => {
      dragged.current ||= Math.hypot(move.clientX - down.clientX, move.clientY - down.clientY) > threshold;
      const to = placeAt(move);
      if (!dragged.current || !to) return;
      latest = ghostAt(from, to);
      setGhost(latest);
    };
    const onUp = () => {
      stop.current();
      if (latest) end(latest);
    };
    const onKey = ({ key }: KeyboardEvent) => key === "Escape" && stop.current();
    stop.current = listen(onMove, onUp, onKey, () => setGhost(null));
  };

  return {
    ghost,
    draw: (down: PointerEvent) =>
      follow(down, (from, to) => ({ kind: "new", date: from.date, ...between(from.minute, to.minute) })),
    pull: (down: PointerEvent, rule: ScheduleRule, grip: Grip) =>
      follow(down, (from, to) => {
        const days = dates.indexOf(to.date) - dates.indexOf(from.date);
        const change = pulled(rule, { grip, days, minutes: snap(to.minute - from.minute) });
        return change && { kind: "change", rule, date: grip === "whole" ? to.date : from.date, change };
      }),
    /** Whether the press that a click ends was a drag: then the click is none. */
    wasDragged: () => dragged.current,
  };
}

/** From the quarter in which the pointer went down to the one in which it is now. */
function between(one: number, other: number): { from: number; to: number } {
  const from = Math.floor(Math.min(one, other) / snapMinutes) * snapMinutes;
  const to = Math.ceil(Math.max(one, other) / snapMinutes) * snapMinutes;
  // A window ends at 24:00 as it would at 00:00, which `HH:MM` can write.
  return { from, to: Math.min(dayMinutes, Math.max(to, from + snapMinutes)) };
}

function listen(
  onMove: (event: globalThis.PointerEvent) => void,
  onUp: () => void,
  onKey: (event: KeyboardEvent) => void,
  after: () => void,
): () => void {
  const controller = new AbortController();
  const options = { signal: controller.signal };
  window.addEventListener("pointermove", onMove, options);
  window.addEventListener("pointerup", onUp, options);
  window.addEventListener("pointercancel", () => controller.abort(), options);
  window.addEventListener("keydown", onKey, options);
  controller.signal.addEventListener("abort", after);
  return () => controller.abort();
}
