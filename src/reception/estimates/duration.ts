/** How long something takes, in minutes: 8 of 10 times between `low` and `high`, on average `mean`. */
export interface Duration {
  low: number;
  mean: number;
  high: number;
}

/** What is assumed of a service of which nothing has been learned yet. */
export const assumed = (bookedMinutes: number): Duration => ({
  low: bookedMinutes * 0.6,
  mean: bookedMinutes,
  high: bookedMinutes * 1.5,
});

/**
 * What is left of it after `elapsed` minutes. What takes longer than it nearly ever does is not over because of that: half of the
 * usual spread is still to come.
 */
export function remaining({ low, mean, high }: Duration, elapsed: number): Duration {
  const longest = Math.max(high - elapsed, (high - low) / 2);
  return {
    low: Math.max(0, low - elapsed),
    mean: Math.max(mean - elapsed, longest / 2),
    high: longest,
  };
}
