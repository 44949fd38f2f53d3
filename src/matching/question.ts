import { type DomainError, fault } from "../core/errors.ts";
import type { Asked, PlanKind } from "./plans.sql.ts";

/** The most sessions that one plan places: as many as can be agreed in one call. */
export const mostSessions = 20_000;
/** The most requests that one plan places. */
export const mostRequests = 5_000;

const longestDays = 92;

/**
 * Which kind of plan answers a question. Throws `invalid_request` with a pointer for what asks for nothing, or for two things at
 * once, and for what names something twice; `range_too_long` for too many days.
 */
export function kindOf(asked: Asked): PlanKind {
  const said = subjects.filter(({ names }) => names.some((name) => asked[name] !== undefined));
  const [one, another] = said;
  if (!one) throw fault("invalid_request", "", "Say what is to be placed: requests, a clinic, an absence or services.");
  if (another) throw twoThings(another.names.find((name) => asked[name] !== undefined)!);
  const [, second] = replanned.filter((name) => asked[name] !== undefined);
  if (second) throw twoThings(second);
  requireDistinct(asked.request_ids, "/request_ids");
  requireDistinct(asked.appointment_ids, "/appointment_ids");
  requireItinerary(asked.itinerary);
  return one.kind === "batch" && asked.request_ids?.length === 1 ? "series" : one.kind;
}

const replanned = ["absence", "appointment_ids", "session_id"] as const;

const subjects = [
  { kind: "batch", names: ["clinic_id", "request_ids"] },
  { kind: "replan", names: replanned },
  { kind: "itinerary", names: ["itinerary"] },
] as const satisfies { kind: PlanKind; names: readonly (keyof Asked)[] }[];

const twoThings = (name: string): DomainError =>
  fault(
    "invalid_request",
    `/${name}`,
    "A plan answers one question: requests, or an absence, or a session, or an itinerary.",
  );

/** Throws `invalid_request` for an id that comes twice. */
export function requireDistinct(ids: readonly string[] | undefined, pointer: string): void {
  const seen = new Set<string>();
  for (const [i, id] of (ids ?? []).entries()) {
    if (seen.has(id.toLowerCase())) throw fault("invalid_request", `${pointer}/${i}`, "This is named twice.");
    seen.add(id.toLowerCase());
  }
}

/** What else an itinerary must be says who finds it. */
function requireItinerary(itinerary: Asked["itinerary"]): void {
  if (itinerary && Date.parse(itinerary.date_to) - Date.parse(itinerary.date_from) > longestDays * 86_400_000)
    throw fault("range_too_long", "/itinerary/date_to", `At most ${longestDays} days can be asked for.`);
}
