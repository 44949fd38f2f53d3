import type { Board } from "./board.ts";
import type { Lanes, Taking } from "./lanes.ts";

/** How many lanes of each pool with several are open at each atom: where none is, nothing needs to be looked for, lane by lane. */
export class Crowds {
  /** By pool, and by atom. */
  readonly #open: ReadonlyMap<number, Int16Array>;
  /** By lane. */
  readonly #pools: readonly (readonly number[])[];

  /** `lanes` are those of a board on which nothing is placed yet. */
  constructor({ pools, clock, lanes: count }: Board, lanes: Lanes) {
    const members = pools.map((pool) => new Set(pool.lanes));
    const several = [...pools.keys()].filter((pool) => members[pool]!.size > 1);
    const openAt = (pool: number, atom: number): number => {
      let open = 0;
      for (const lane of members[pool]!) if (lanes.isOpen(lane, atom, atom + 1)) open++;
      return open;
    };
    this.#open = new Map(
      several.map((pool) => [pool, Int16Array.from({ length: clock.atoms }, (_, at) => openAt(pool, at))]),
    );
    this.#pools = Array.from({ length: count }, (_, lane) => several.filter((pool) => members[pool]!.has(lane)));
  }

  /** Something was taken, or given back. */
  note({ lane, from, to }: Taking, isTaken: boolean): void {
    const pools = this.#pools[lane]!;
    for (let i = 0; i < pools.length; i++) {
      const open = this.#open.get(pools[i]!)!;
      for (let atom = from; atom < to; atom++) open[atom]! += isTaken ? -1 : 1;
    }
  }

  /** Whether the pool has no open lane at some time of the window, so that shifting cannot help. */
  isFull(pool: number, from: number, to: number): boolean {
    const open = this.#open.get(pool);
    if (!open) return false;
    for (let atom = from; atom < to; atom++) if (open[atom] === 0) return true;
    return false;
  }
}
