import type { Board } from "./board.ts";
import type { Taking } from "./lanes.ts";
import { placesWithin, type Shape } from "./shapes.ts";

const unknown = 0;
const vacant = 1;
const full = 2;

/**
 * Which starts have a lane for each of their needs, remembered, since it is asked far more often than it changes. Where only one lane
 * would do, what is taken counts against its starts at once; where several would, an answer holds until it may have changed: one more
 * that is taken nearby makes no room, and one that is given back takes none.
 */
export class Vacancies {
  readonly #board: Board;
  /** By start: how many takings stand in a lane that has no other beside it. */
  readonly #blocked: Uint16Array;
  /** By lane: the windows that can only go there, and those that could go elsewhere as well (places in `Board.shapes`). */
  readonly #onlyOn: readonly (readonly Shape[])[];
  readonly #alsoOn: readonly (readonly number[])[];
  /** By start: the windows for which several lanes would do, as places in `#known`; -1 behind them. */
  readonly #keys: Int32Array;
  readonly #keysEach: number;
  /** By shape and atom. */
  readonly #known: Uint8Array;
  /** In atoms: so far a change is felt, if what stands in the way may be shifted once. */
  readonly #reach: number;
  readonly #hasRoom: (pool: number, from: number, to: number) => boolean;

  constructor(board: Board, hasRoom: (pool: number, from: number, to: number) => boolean) {
    const { tracks, pools, shapes, clock } = board;
    this.#board = board;
    this.#hasRoom = hasRoom;
    this.#blocked = new Uint16Array(board.starts);
    const lanes = [...Array(board.lanes).keys()];
    const several = ({ pool }: { pool: number }) => pools[pool]!.lanes.length !== 1;
    this.#onlyOn = lanes.map((lane) => shapes.filter((one) => !several(one) && pools[one.pool]!.lanes[0] === lane));
    const holds = pools.map((pool) => new Set(pool.lanes));
    const isAlso = (shape: Shape, lane: number) => several(shape) && holds[shape.pool]!.has(lane);
    this.#alsoOn = lanes.map((lane) => [...shapes.keys()].filter((at) => isAlso(shapes[at]!, lane)));
    this.#reach = Math.max(1, ...shapes.map(({ from, to }) => to - from));
    this.#known = new Uint8Array(shapes.length * clock.atoms);
    this.#keysEach = Math.max(0, ...tracks.map(({ needs }) => needs.filter(several).length));
    this.#keys = new Int32Array(board.starts * this.#keysEach).fill(-1);
    for (const { base, atom, needs } of tracks)
      for (const [k, { shape }] of needs.filter(several).entries())
        for (let i = 0; i < atom.length; i++)
          this.#keys[(base + i) * this.#keysEach + k] = shape * clock.atoms + atom[i]!;
  }

  has(start: number): boolean {
    if (this.#blocked[start]! > 0) return false;
    for (let k = 0; k < this.#keysEach; k++) {
      const key = this.#keys[start * this.#keysEach + k]!;
      if (key < 0) return true;
      if (this.#known[key] === unknown) this.#known[key] = this.#look(key);
      if (this.#known[key] === full) return false;
    }
    return true;
  }

  /** Something was taken, or given back. */
  note({ lane, from, to }: Taking, isTaken: boolean): void {
    const { shapes, clock } = this.#board;
    for (const shape of this.#onlyOn[lane]!) {
      const { begin, end } = placesWithin(shape, from - shape.to + 1, to - shape.from - 1);
      for (let i = begin; i < end; i++) this.#blocked[shape.starts[i]!]! += isTaken ? 1 : -1;
    }
    const doubtful = isTaken ? vacant : full;
    for (const at of this.#alsoOn[lane]!) {
      const shape = shapes[at]!;
      const least = Math.max(0, from - this.#reach - shape.to + 1);
      const most = Math.min(clock.atoms, to + this.#reach - shape.from);
      for (let key = at * clock.atoms + least; key < at * clock.atoms + most; key++)
        if (this.#known[key] === doubtful) this.#known[key] = unknown;
    }
  }

  #look(key: number): number {
    const { shapes, clock } = this.#board;
    const { pool, from, to } = shapes[Math.floor(key / clock.atoms)]!;
    const atom = key % clock.atoms;
    return this.#hasRoom(pool, atom + from, atom + to) ? vacant : full;
  }
}
