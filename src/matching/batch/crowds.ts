import type { Board } from "./board.ts";
import type { Lanes, Taking } from "./lanes.ts";

/** The open lanes of a pool, one bit for each, `words` for each atom: a window is looked at in one stretch of memory. */
interface Crowd {
  words: number;
  open: Uint32Array;
  /** By lane of the board, its place among the pool's lanes. */
  places: ReadonlyMap<number, number>;
}

/** Which lanes of each pool with several are open at each atom, so that nothing needs to be looked for lane by lane. */
export class Crowds {
  readonly #crowds: readonly (Crowd | null)[];
  /** By lane. */
  readonly #around: readonly (readonly Crowd[])[];

  /** `lanes` are those of a board on which nothing is placed yet. */
  constructor({ pools, clock, lanes: count }: Board, lanes: Lanes) {
    this.#crowds = pools.map((pool) => {
      const members = [...new Set(pool.lanes)];
      return pool.lanes.length === 1 ? null : crowdOf(members, clock.atoms, lanes);
    });
    this.#around = Array.from({ length: count }, (_, lane) =>
      this.#crowds.flatMap((crowd) => (crowd?.places.has(lane) ? [crowd] : [])),
    );
  }

  /** Something was taken, or given back. */
  note({ lane, from, to }: Taking, isTaken: boolean): void {
    const around = this.#around[lane]!;
    for (let i = 0; i < around.length; i++) {
      const { words, open, places } = around[i]!;
      const place = places.get(lane)!;
      const bit = 1 << (place & 31);
      for (let at = from * words + (place >>> 5); at < to * words; at += words)
        open[at] = isTaken ? open[at]! & ~bit : open[at]! | bit;
    }
  }

  /** Whether a lane of the pool is open all through the window. This and the next are not asked of a pool with one lane. */
  hasOpen(pool: number, from: number, to: number, besides = -1): boolean {
    const { words, open, places } = this.#crowds[pool]!;
    const skipped = besides < 0 ? undefined : places.get(besides);
    for (let word = 0; word < words; word++) {
      let lanes = skipped !== undefined && skipped >>> 5 === word ? ~(1 << (skipped & 31)) : -1;
      for (let atom = from; atom < to && lanes !== 0; atom++) lanes &= open[atom * words + word]!;
      if (lanes !== 0) return true;
    }
    return false;
  }

  /** Whether the pool has no open lane at some time of the window, so that shifting cannot help. */
  isFull(pool: number, from: number, to: number): boolean {
    const { words, open } = this.#crowds[pool]!;
    for (let atom = from; atom < to; atom++) {
      let lanes = 0;
      for (let word = 0; word < words; word++) lanes |= open[atom * words + word]!;
      if (lanes === 0) return true;
    }
    return false;
  }
}

function crowdOf(members: readonly number[], atoms: number, lanes: Lanes): Crowd {
  const words = Math.ceil(members.length / 32);
  const open = new Uint32Array(atoms * words);
  for (const [place, lane] of members.entries())
    for (let atom = 0; atom < atoms; atom++)
      if (lanes.isOpen(lane, atom, atom + 1)) open[atom * words + (place >>> 5)]! |= 1 << (place & 31);
  return { words, open, places: new Map(members.map((lane, place) => [lane, place])) };
}
