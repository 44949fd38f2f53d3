/** Who was seen so lately is in the house when a date ends, and stays in its queue. */
export const overnight = { hours: 8 } as const;

/**
 * Whether the visit `v` is of the day: it is of the date, or of the one before and its patient was still in the house at midnight and
 * has not gone since. `since` is the instant from which on somebody counts as seen lately, or null where a date is told of as it was.
 */
export const isOfDay = (v: string, { date, since }: Record<"date" | "since", string>): string =>
  `(${v}.service_date = ${date}::date or (${v}.service_date = ${date}::date - 1
      and ${v}.status in ('waiting', 'called', 'in_progress', 'pending_payment')
      and greatest(${v}.check_in_time, ${v}.in_line_since, ${v}.called_at, ${v}.started_at, ${v}.ended_at) >= ${since}::timestamptz))`;
