/** A stretch of a service, in minutes from its start; half-open. */
export interface Span {
  starts_minute: number;
  ends_minute: number;
}

/** What of a span is taken hold of: one of its ends, or all of it by its start. */
export type Grip = "start" | "end" | "whole";

export const gripMinute = (span: Span, grip: Grip): number => (grip === "end" ? span.ends_minute : span.starts_minute);

/** Where the grip can be brought, from the first minute to the last. */
export function reachOf({ starts_minute: starts, ends_minute: ends }: Span, grip: Grip, duration: number) {
  if (grip === "start") return { first: 0, last: ends - 1 };
  if (grip === "end") return { first: starts + 1, last: Math.max(duration, starts + 1) };
  return { first: 0, last: Math.max(0, duration - (ends - starts)) };
}

/** The span with its grip brought to a minute, or as near to it as the service's first and last minute allow. */
export function pulledTo(span: Span, grip: Grip, minute: number, duration: number): Span {
  const { first, last } = reachOf(span, grip, duration);
  const to = Math.min(last, Math.max(first, Math.round(minute)));
  if (grip === "start") return { ...spanOf(span), starts_minute: to };
  if (grip === "end") return { ...spanOf(span), ends_minute: to };
  return { starts_minute: to, ends_minute: to + span.ends_minute - span.starts_minute };
}

const spanOf = ({ starts_minute, ends_minute }: Span): Span => ({ starts_minute, ends_minute });

/** The step in which a hand places things on a service this long. */
export const stepOf = (duration: number): number => (duration <= 30 ? 1 : 5);

/** A service's spans at a new duration: what ended with the service still does. */
export function stretched<Part extends Span>(parts: readonly Part[], from: number, to: number): Part[] {
  return parts.map((part) => (part.ends_minute === from ? { ...part, ends_minute: to } : part));
}
