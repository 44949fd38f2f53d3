import type { Considered, Outcome } from "./consider-opening.ts";

/** What the ledger keeps of it: somebody by name, or how many others there were with this outcome. */
export type Noted = Considered | { outcome: Outcome; count: number };

/** So many at the head of the list are named, and so many behind the one who is offered it. */
const [namedFirst, namedBehind] = [50, 20];

/** With thousands who wait, the first ones by name, in their order, and of the others how many had which outcome. */
export function noteConsidered(considered: readonly Considered[]): Noted[] {
  const offered = considered.findIndex(({ outcome }) => outcome === "offered");
  const isNamed = (i: number) => i < namedFirst || (offered >= 0 && i >= offered && i <= offered + namedBehind);
  const counts = new Map<Outcome, number>();
  for (const [i, { outcome }] of considered.entries())
    if (!isNamed(i)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const others = [...counts].map(([outcome, count]) => ({ outcome, count }));
  return [...considered.filter((_, i) => isNamed(i)), ...others];
}
