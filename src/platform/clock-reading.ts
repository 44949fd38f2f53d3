/** The database was asked for its time, and when on this process's steady clock. Milliseconds, with fractions. */
export interface Reading {
  sentMs: number;
  answeredMs: number;
  /** The database's clock somewhere between the two, since 1970. */
  databaseMs: number;
}

/** By how much the database's clock is ahead of the steady one: somewhere between these two, as of a moment of the steady clock. */
export interface Lead {
  leastMs: number;
  mostMs: number;
  asOfMs: number;
}

/** Two machines' clocks may run apart by half a millisecond per second; good ones do a tenth of that. */
const drift = 0.0005;

/**
 * What is known after one more reading. As long as the readings agree, what is left is what all of them allow (K. Marzullo's
 * intersection); one that cannot be true together with the others means that the database's clock was set: `jumped`, and only
 * the new one counts.
 */
export function learn(known: Lead | undefined, reading: Reading): { lead: Lead; jumped: boolean } {
  const { sentMs, answeredMs, databaseMs } = reading;
  const alone: Lead = { leastMs: databaseMs - answeredMs, mostMs: databaseMs - sentMs, asOfMs: answeredMs };
  if (!known) return { lead: alone, jumped: false };
  const apart = drift * (answeredMs - known.asOfMs);
  const leastMs = Math.max(alone.leastMs, known.leastMs - apart);
  const mostMs = Math.min(alone.mostMs, known.mostMs + apart);
  if (leastMs > mostMs) return { lead: alone, jumped: true };
  return { lead: { leastMs, mostMs, asOfMs: answeredMs }, jumped: false };
}

/** The database's time at a moment of the steady clock, wrong by at most half of what is not known. */
export function timeBy({ leastMs, mostMs }: Lead, steadyMs: number): number {
  return steadyMs + (leastMs + mostMs) / 2;
}
