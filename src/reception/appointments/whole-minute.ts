import { Temporal } from "temporal-polyfill";
import { fault } from "../../core/errors.ts";

/** Appointments start on whole minutes, and sessions end on them. Throws `invalid_request` on the field. */
export function wholeMinute(text: string, pointer = "/starts_at"): Temporal.Instant {
  const startsAt = Temporal.Instant.from(text);
  if (startsAt.epochMilliseconds % 60_000 !== 0 || startsAt.epochNanoseconds % 1_000_000n !== 0n)
    throw fault("invalid_request", pointer, "What is booked starts and ends on a whole minute.");
  return startsAt;
}
