import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { type Grip, gripMinute, pulledTo, type Span, stepOf } from "./phase-span.ts";
import type { Ruler } from "./ruler.ts";

interface Held {
  grip: Grip;
  span: Span;
  x: number;
  minutesPerPixel: number;
}

interface Gripped {
  span: Span;
  duration: number;
  ruler: Ruler;
  pull: (span: Span) => void;
}

/** Pulling a phase on its time line: by mouse or finger in steps, by arrow keys in steps, with Shift minute by minute. */
export function usePhaseGrip({ span, duration, ruler, pull }: Gripped) {
  const held = useRef<Held | null>(null);
  const step = stepOf(duration);

  const take = (grip: Grip) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { grip, span, x: event.clientX, minutesPerPixel: minutesPerPixel(event.currentTarget, ruler) };
  };
  const move = ({ clientX }: PointerEvent<HTMLElement>) => {
    if (!held.current) return;
    const { grip, span: from, x } = held.current;
    const minute = gripMinute(from, grip) + (clientX - x) * held.current.minutesPerPixel;
    pull(pulledTo(from, grip, Math.round(minute / step) * step, duration));
  };
  const release = () => (held.current = null);
  const press = (grip: Grip) => (event: KeyboardEvent<HTMLElement>) => {
    const forward = directionOf(event);
    if (forward === 0) return;
    event.preventDefault();
    pull(pulledTo(span, grip, gripMinute(span, grip) + forward * (event.shiftKey ? 1 : step), duration));
  };
  return (grip: Grip) => ({
    onPointerDown: take(grip),
    onPointerMove: move,
    onPointerUp: release,
    onPointerCancel: release,
    onKeyDown: press(grip),
  });
}

const isRtl = (element: HTMLElement): boolean => getComputedStyle(element).direction === "rtl";

/** Time runs with the text, so from right to left a pull to the left is a later minute. */
function minutesPerPixel(grip: HTMLElement, { from, to }: Ruler): number {
  const track = grip.parentElement!;
  return ((to - from) / track.clientWidth) * (isRtl(track) ? -1 : 1);
}

function directionOf({ key, currentTarget }: KeyboardEvent<HTMLElement>): number {
  const sideways = isRtl(currentTarget) ? -1 : 1;
  const directions: Record<string, number> = {
    ArrowUp: 1,
    ArrowDown: -1,
    ArrowRight: sideways,
    ArrowLeft: -sideways,
    Home: -Infinity,
    End: Infinity,
  };
  return directions[key] ?? 0;
}
