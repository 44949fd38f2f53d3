import fc from "fast-check";

/** A few words in which to draw something random; fast-check shrinks each choice towards its first. */
export interface Draw {
  /** Both ends possible. */
  whole(from: number, to: number): number;
  /** So many times in a hundred. */
  chance(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Some of them, in any order, at least so many. */
  some<Item>(items: readonly Item[], atLeast?: number): Item[];
  /** A list of `from` to `to` things. */
  many<Item>(from: number, to: number, make: (index: number) => Item): Item[];
}

/** An arbitrary that is written down as it is drawn. */
export function drawn<Thing>(make: (draw: Draw) => Thing): fc.Arbitrary<Thing> {
  return fc.gen().map((gen) => {
    const whole = (min: number, max: number) => gen(fc.integer, { min, max });
    const pick = <Item>(items: readonly Item[]) => items[whole(0, items.length - 1)]!;
    return make({
      whole,
      pick,
      chance: (percent) => whole(0, 99) >= 100 - percent,
      some: (items, atLeast = 0) => {
        const left = [...items];
        const count = whole(Math.min(atLeast, items.length), items.length);
        return Array.from({ length: count }, () => left.splice(whole(0, left.length - 1), 1)[0]!);
      },
      many: (from, to, thing) => Array.from({ length: whole(from, to) }, (_, i) => thing(i)),
    });
  });
}
