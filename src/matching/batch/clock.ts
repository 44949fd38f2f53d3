import type { Problem } from "../problem.ts";

/** Time in atoms: the longest piece of which every start and every window is made. */
export interface Clock {
  atoms: number;
  atomMinutes: number;
  /** The atom in which something begins that is free from here, and the one before which it ends: rounded inwards. */
  atomFrom(minute: number): number;
  atomTo(minute: number): number;
  firstDay: number;
  days: number;
}

export function clockOf({ offerings }: Problem): Clock {
  let first = Infinity;
  let last = -Infinity;
  let firstDay = Infinity;
  let lastDay = -Infinity;
  for (const { starts, days, durationMinutes, needs } of offerings) {
    if (starts.length === 0) continue;
    first = Math.min(first, starts[0]! + Math.min(0, ...needs.map(({ from }) => from)));
    last = Math.max(last, starts.at(-1)! + Math.max(durationMinutes, ...needs.map(({ to }) => to)));
    firstDay = Math.min(firstDay, days[0]!);
    lastDay = Math.max(lastDay, days.at(-1)!);
  }
  if (first === Infinity) return clock(0, 0, 1, 0, 0);
  let atomMinutes = 0;
  for (const { starts, durationMinutes, needs } of offerings) {
    atomMinutes = divisor(atomMinutes, durationMinutes);
    for (const { from, to } of needs) atomMinutes = divisor(divisor(atomMinutes, Math.abs(from)), Math.abs(to));
    for (const start of starts) atomMinutes = divisor(atomMinutes, start - first);
  }
  return clock(first, Math.ceil((last - first) / atomMinutes), atomMinutes, firstDay, lastDay - firstDay + 1);
}

function clock(first: number, atoms: number, atomMinutes: number, firstDay: number, days: number): Clock {
  return {
    atoms,
    atomMinutes,
    atomFrom: (minute) => Math.ceil((minute - first) / atomMinutes),
    atomTo: (minute) => Math.floor((minute - first) / atomMinutes),
    firstDay,
    days,
  };
}

function divisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
