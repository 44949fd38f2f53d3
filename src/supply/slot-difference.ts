import type { Atom } from "./inventory.ts";

/** A row of the inventory as it stands; times are epoch minutes. */
export interface StoredSlot extends Atom {
  /** Whether a live claim lies over it. */
  claimed: boolean;
}

/** What has to happen to the stored slots of one resource for them to be those that its rules want. */
export interface Difference {
  removed: StoredSlot[];
  added: Atom[];
  /** Kept, and made what stands here: opened, closed, or given to another rule or clinic. */
  changed: Atom[];
  /** How many of the changed were open and are not any more. */
  blocked: number;
  unchanged: number;
}

/**
 * Holds the stored slots of a resource against the wanted ones; with a clinic, `wanted` is its part and the others' slots stay.
 *
 * A claimed slot is never removed: where no rule wants it, it is closed, and a wanted slot of another length waits until it is free.
 */
export function differenceOf(
  stored: readonly StoredSlot[],
  wanted: readonly Atom[],
  clinicId: string | null = null,
): Difference {
  const left = new Map(stored.map((slot) => [keyOf(slot), slot]));
  const difference: Difference = { removed: [], added: [], changed: [], blocked: 0, unchanged: 0 };
  for (const atom of wanted) {
    const slot = left.get(keyOf(atom));
    if (slot) left.delete(keyOf(atom));
    if (slot && slot.end !== atom.end) drop(difference, slot);
    if (slot?.end === atom.end) keep(difference, slot, atom);
    else if (!slot?.claimed) difference.added.push(atom);
  }
  for (const slot of left.values()) if (clinicId === null || slot.clinicId === clinicId) drop(difference, slot);
  return difference;
}

/** A resource has fewer lanes than this. */
const laneSpan = 64;

const keyOf = ({ lane, start }: Atom): number => start * laneSpan + lane;

function keep(difference: Difference, slot: StoredSlot, atom: Atom): void {
  if (slot.open === atom.open && slot.ruleId === atom.ruleId && slot.clinicId === atom.clinicId) difference.unchanged++;
  else change(difference, slot, atom);
}

function drop(difference: Difference, slot: StoredSlot): void {
  if (!slot.claimed) difference.removed.push(slot);
  else if (slot.open) change(difference, slot, { ...slot, open: false });
}

function change(difference: Difference, slot: StoredSlot, atom: Atom): void {
  difference.changed.push(atom);
  if (slot.open && !atom.open) difference.blocked++;
}
