/** An offering. */
export interface Track {
  /** The first of its starts, and behind all others the first of every day, one more than there are days. */
  base: number;
  dayFrom: Int32Array;
  /** By start: its atom, and which time of which weekday it is. */
  atom: Int32Array;
  time: Int16Array;
  /** In atoms from the start; `shape` is a place in `Board.shapes`. */
  needs: readonly { pool: number; from: number; to: number; shape: number }[];
  /** Atoms that the patient is there. */
  length: number;
  /** Whether two of its needs could want the same lane at once. */
  entangled: boolean;
}

/** Times of a week at which anything can start: a table of these is what patterns cost. */
export interface WeekTimes {
  stepMinutes: number;
  perDay: number;
  /** By time: 1 where anything starts; the others need not be reckoned. */
  used: Uint8Array;
}
