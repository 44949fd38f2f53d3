import type { Range } from "../core/ranges.ts";
import type { Timetable } from "./hours.ts";
import { type Atom, atomsOf } from "./inventory.ts";
import { type BookedTime, type Stranded, strandedOf } from "./stranded.ts";

/** One resource before and after a change of rules, and when it is booked. */
export interface Affected<Booked extends BookedTime> {
  before: Timetable;
  after: Timetable;
  booked: readonly Booked[];
}

/** What a change does to the slots that the rules want; `added` counts those that open again too, `blocked` those that close. */
export interface SlotCounts {
  added: number;
  removed: number;
  blocked: number;
  unchanged: number;
}

/**
 * The appointments that the rules supported before the change and do not support after it, once for each resource that they
 * lose, with the reasons then.
 */
export function newlyStranded<Booked extends BookedTime>({
  before,
  after,
  booked,
}: Affected<Booked>): Stranded<Booked>[] {
  const already = new Set(strandedOf(before, booked).map((stranded) => stranded.booked));
  const supported = booked.filter((one) => !already.has(one));
  const lost = new Map<string, Stranded<Booked>>();
  for (const stranded of strandedOf(after, supported)) {
    const { appointmentId } = stranded.booked;
    const known = lost.get(appointmentId);
    // Several phases of an appointment may need the same resource.
    if (known) known.reasons.push(...stranded.reasons);
    else lost.set(appointmentId, stranded);
  }
  return [...lost.values()];
}

/** How the slots that the rules want, and that lie at least in part within `[from, to)` (epoch minutes), change. */
export function countSlots(
  { before, after }: Pick<Affected<BookedTime>, "before" | "after">,
  range: Range,
): SlotCounts {
  const counts = { added: 0, removed: 0, blocked: 0, unchanged: 0 };
  const was = new Map(slotsWithin(before, range).map((atom) => [keyOf(atom), atom]));
  for (const atom of slotsWithin(after, range)) {
    const key = keyOf(atom);
    const known = was.get(key);
    // A slot that ends at another time is another one.
    const same = known?.end === atom.end ? known : undefined;
    counts[changeOf(same, atom)]++;
    if (same) was.delete(key);
  }
  return { ...counts, removed: was.size };
}

const longestSlot = 720;

const slotsWithin = (timetable: Timetable, [from, to]: Range): Atom[] =>
  atomsOf(timetable, [from - longestSlot, to]).filter(({ end }) => end > from);

export function sumOf(counts: readonly SlotCounts[]): SlotCounts {
  const total = { added: 0, removed: 0, blocked: 0, unchanged: 0 };
  for (const one of counts)
    for (const what of ["added", "removed", "blocked", "unchanged"] as const) total[what] += one[what];
  return total;
}

function changeOf(was: Atom | undefined, { open }: Atom): keyof SlotCounts {
  if (!was) return "added";
  if (was.open === open) return "unchanged";
  return open ? "added" : "blocked";
}

/** A resource has fewer lanes than this. */
const laneSpan = 64;

const keyOf = ({ lane, start }: Atom): number => start * laneSpan + lane;
