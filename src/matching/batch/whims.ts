import type { Random } from "../../core/random.ts";
import { grain } from "./prices.ts";

/** So many ways there are to look at the same numbers. */
const ways = 20_000;

/**
 * Up to a quarter of a point more for each start, at random. Many series of a request cost nearly the same, and without whims it would be the
 * same one of them each time. Whole grains, so that sums stay exact.
 */
export class Whims {
  readonly #random: Random;
  readonly #starts: number;
  readonly #all: Float64Array;

  constructor(random: Random, starts: number) {
    this.#random = random;
    this.#starts = starts;
    this.#all = Float64Array.from({ length: starts + ways }, () => random.whole(0, 0.25 / grain) * grain);
  }

  /** By start. */
  next(): Float64Array {
    const from = this.#random.whole(0, ways);
    return this.#all.subarray(from, from + this.#starts);
  }
}
