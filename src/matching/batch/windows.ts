import type { Ask } from "./ask.ts";

/** On which days each session of a request can be, if the series is to cost no more than so much. */
export interface Windows {
  /** By session, from 1: the first day, and the one after the last. */
  from: Int32Array;
  to: Int32Array;
  /** The same for all of them together, and by day whether there is a session for it; null is all of them. */
  first: number;
  end: number;
  days: Uint8Array | null;
}

export function everyDay({ first, end, sessions }: Ask): Windows {
  const from = new Int32Array(sessions + 1).fill(first);
  const to = new Int32Array(sessions + 1).fill(end);
  return { from, to, first, end, days: null };
}

export function windowsFor(days: number, sessions: number): Windows {
  const from = new Int32Array(sessions + 1);
  const to = new Int32Array(sessions + 1);
  return { from, to, first: 0, end: 0, days: new Uint8Array(days) };
}

/** Narrows the windows to the days whose floor is no more than this. */
export function narrow(windows: Windows, { first, end, sessions }: Ask, floors: Uint16Array, limit: number): void {
  const days = end - first;
  windows.days!.fill(0, first, end);
  windows.first = end;
  windows.end = first;
  for (let j = 1; j <= sessions; j++) {
    let from = end;
    let to = first;
    const row = (j - 1) * days - first;
    for (let day = first; day < end; day++)
      if (floors[row + day]! <= limit) {
        windows.days![day] = 1;
        if (from === end) from = day;
        to = day + 1;
      }
    windows.from[j] = from;
    windows.to[j] = to;
    if (from < windows.first) windows.first = from;
    if (to > windows.end) windows.end = to;
  }
}
