import type { Clock } from "./clock.ts";
import type { Track } from "./track.ts";

/** A window of one pool as some tracks need it, with all starts that have it, by the atom in which they begin. */
export interface Shape {
  pool: number;
  /** In atoms from the start. */
  from: number;
  to: number;
  /** By atom: where its starts begin in `starts`; one more than there are atoms. */
  first: Int32Array;
  starts: Int32Array;
}

/** Every shape that there is. */
export function shapesOf(tracks: readonly Track[], clock: Clock): Shape[] {
  const shapes: { pool: number; from: number; to: number; mine: number[] }[] = [];
  for (const [at, { needs }] of tracks.entries())
    for (const { pool, from, to, shape } of needs) (shapes[shape] ??= { pool, from, to, mine: [] }).mine.push(at);
  return shapes.map(({ pool, from, to, mine }): Shape => {
    const first = new Int32Array(clock.atoms + 2);
    for (const at of mine) for (const atom of tracks[at]!.atom) first[atom + 2]!++;
    for (let atom = 2; atom < first.length; atom++) first[atom]! += first[atom - 1]!;
    const starts = new Int32Array(first.at(-1)!);
    for (const at of mine) {
      const { atom, base } = tracks[at]!;
      for (let i = 0; i < atom.length; i++) starts[first[atom[i]! + 1]!++] = base + i;
    }
    return { pool, from, to, first, starts };
  });
}

/** All starts of a shape that begin from the atom `least` to the atom `most`, as places in `Shape.starts`: half-open. */
export function placesWithin({ first }: Shape, least: number, most: number): { begin: number; end: number } {
  const last = first.length - 2;
  return { begin: first[Math.min(last, Math.max(0, least))]!, end: first[Math.max(-1, Math.min(last, most)) + 1]! };
}
