import type { Round } from "./find-prices.ts";

/** The part of the time that prices may take before moves begin, and what is kept for the proof. */
const forPrices = 0.45;
const forProof = 0.04;

export const movesUntil = (timeLimitMs: number): number => timeLimitMs * (1 - forProof);

/** Where moves wait for the prices. */
export const oneRound = (timeLimitMs: number): Round[] => [{ passes: 60, until: timeLimitMs * forPrices }];

/** Where they are looked for beside the moves: soon good enough to begin, and then again with smaller steps, which only raises the bound. */
export const twoRounds = (timeLimitMs: number): Round[] => [
  { passes: 40, until: timeLimitMs * forPrices },
  { passes: 100, until: movesUntil(timeLimitMs) },
];
