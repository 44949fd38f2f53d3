import { isUnavailable } from "../core/errors.ts";

export type Log = { error: (about: object, message: string) => void };

/**
 * Logs what failed in the background by its kind and code: an error's message may carry the values of rows. What is only away for
 * the moment is no failure; it is tried again.
 */
export function reportFailure(log: Log, error: unknown, message: string): void {
  if (isUnavailable(error)) return;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  log.error({ name: error instanceof Error ? error.name : "unknown", code }, message);
}
