import { covers, normalize, overlapping, type Range } from "../core/ranges.ts";
import { answers, boundariesOf, type Hours, hoursOf, isOpen, type Stretch, type Timetable } from "./hours.ts";

/** One atom of the inventory, as the rules want it: a slot of one lane at one clinic; closed where its time is not worked. */
export interface Atom {
  clinicId: string;
  ruleId: string | null;
  lane: number;
  start: number;
  end: number;
  open: boolean;
}

/**
 * All atoms that start within `[from, to)` (epoch minutes), whatever service they are for; at most one per lane and start.
 *
 * An atom stands wholly where its window governs. An opening adds atoms only where no window has any: elsewhere it opens those.
 */
export function atomsOf(timetable: Timetable, [from, to]: Range): Atom[] {
  const atoms = new Map<string, Atom>();
  for (const clinicId of clinicsOf(timetable)) {
    // The last atom may end, and the window of the first may begin, outside.
    const hours = hoursOf(timetable, { clinicId, serviceId: null }, [from - 1440, to + 1440]);
    for (const atom of clinicAtoms(hours)) {
      const key = `${atom.lane} ${atom.start}`;
      if (atom.start >= from && atom.start < to && !atoms.has(key)) atoms.set(key, atom);
    }
  }
  return [...atoms.values()].sort((a, b) => a.start - b.start || a.lane - b.lane);
}

function clinicsOf({ rules, exceptions, resourceId }: Timetable): string[] {
  const openings = exceptions.filter((exception) => exception.resourceId === resourceId && exception.lanes !== null);
  return [...new Set([...rules, ...openings].map(({ clinicId }) => clinicId!))].sort();
}

function clinicAtoms(hours: Hours): Atom[] {
  const stretches = (hours.stretches ?? []).filter((stretch) => answers(stretch, hours.question));
  const ruled = stretches.filter(({ rule }) => rule).flatMap((stretch) => stretchAtoms(hours, stretch));
  const openings = stretches.filter(({ exception }) => exception).flatMap((stretch) => stretchAtoms(hours, stretch));
  return openings.length === 0 ? ruled : [...ruled, ...beside(ruled, openings)];
}

function stretchAtoms(hours: Hours, stretch: Stretch): Atom[] {
  const { clinicId, slotMinutes, governs, rule } = stretch;
  const lanes = Array.from({ length: stretch.lanes }, (_, i) => i + 1);
  return boundariesOf(stretch).flatMap((start) => {
    const slot: Range = [start, start + slotMinutes];
    if (!covers(governs, slot)) return [];
    const atom = { clinicId, ruleId: rule?.id ?? null, start, end: slot[1] };
    return lanes.map((lane) => ({ ...atom, lane, open: isOpen(hours, lane, slot) }));
  });
}

/** The atoms of openings that lie over none of the others in their lane. */
function beside(ruled: readonly Atom[], openings: readonly Atom[]): Atom[] {
  const lanes = new Map([...new Set(ruled.map(({ lane }) => lane))].map((lane) => [lane, taken(ruled, lane)]));
  return openings.filter(({ lane, start, end }) => overlapping(lanes.get(lane) ?? [], [start, end]).length === 0);
}

const taken = (atoms: readonly Atom[], lane: number) =>
  normalize(atoms.filter((atom) => atom.lane === lane).map(({ start, end }): Range => [start, end]));
