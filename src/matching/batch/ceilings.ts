import type { Problem } from "../problem.ts";
import type { Clock } from "./clock.ts";

/** A stretch of time needs a lane for each window that holds it, and only a lane that is open all through it will do. */
export interface Ceiling {
  /** How long the stretches are, in atoms. */
  length: number;
  /** By the atom in which a stretch begins: how many lanes are open all through it before anything is placed. */
  capacity: Int16Array;
}

/** More lengths than these are not counted: a longer window is then held down by shorter stretches only. */
const mostLengths = 6;

/**
 * The ceilings of one pool. With one lane the single atoms say it all. With several, lanes are open at different times: two that are
 * free for ten minutes each, one after the other, have no place for twenty. So stretches as long as its windows count too.
 */
export function ceilingsOf(problem: Problem, members: readonly number[], windows: Iterable<number>, clock: Clock) {
  const open = members.flatMap((member) => problem.resources[member]!.lanes);
  const wanted = open.length < 2 ? [] : [...windows].filter((length) => length > 1);
  const lengths = [...new Set([1, ...wanted])].toSorted((a, b) => a - b).slice(0, mostLengths);
  return lengths.map((length): Ceiling => {
    const capacity = new Int16Array(clock.atoms);
    for (const lane of open)
      for (const [start, end] of lane) {
        const from = Math.max(0, clock.atomFrom(start));
        const to = Math.min(clock.atoms, clock.atomTo(end)) - length + 1;
        for (let atom = from; atom < to; atom++) capacity[atom]!++;
      }
    return { length, capacity };
  });
}
