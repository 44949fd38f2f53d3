import { Temporal } from "temporal-polyfill";
import { fault } from "../../core/errors.ts";

/** Appointments start on whole minutes. Throws `invalid_request` on `/starts_at`. */
export function wholeMinute(text: string): Temporal.Instant {
  const startsAt = Temporal.Instant.from(text);
  if (startsAt.epochMilliseconds % 60_000 !== 0 || startsAt.epochNanoseconds % 1_000_000n !== 0n)
    throw fault("invalid_request", "/starts_at", "Appointments start on a whole minute.");
  return startsAt;
}
