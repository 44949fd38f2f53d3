import { randomInt } from "node:crypto";

/** The one place that decides what is random, and how much of it is tried: `SEED` repeats a run, `FULL=1` runs the full counts. */
export const seed = Number(process.env["SEED"] ?? randomInt(1_000_000_000));
export const full = process.env["FULL"] === "1";

/** How many rounds: enough to notice, or as many as are promised. */
export const rounds = (few: number, many: number): number => (full ? many : few);

/** What runs this file again with the same choices. Every failure names it, as the title of its tests. */
export const replayOf = (file: string): string => `SEED=${seed} ${full ? "FULL=1 " : ""}npm test test/fire/${file}`;

/** Throws what a harness found, with the command that repeats it. */
export function expectNothing(findings: readonly string[], file: string): void {
  if (findings.length === 0) return;
  const shown = findings.slice(0, 10).map((finding) => `\n- ${finding}`);
  throw new Error(`${findings.length} findings; repeat with: ${replayOf(file)}${shown.join("")}`);
}

/** A stream of choices that the seed and a name repeat, whatever else is chosen meanwhile. */
export class Random {
  #state: number;

  constructor(...name: (string | number)[]) {
    this.#state = hash([seed, ...name].join(" "));
  }

  /** In [0, 1), by mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, place: this.next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const char of text) state = Math.imul(state ^ char.codePointAt(0)!, 0x01000193);
  return state;
}
