import type { Atom } from "./inventory.ts";
import type { StoredSlot } from "./slot-difference.ts";
import type { ClaimedTimeRow, SlotGroup } from "./slots.sql.ts";

/** What is known of the live claims over a slot. */
type Claimed = Pick<SlotGroup, "held_claims" | "active_claims">;

const unclaimed: Claimed = { held_claims: 0, active_claims: 0 };
const longestSlotMinutes = 720;

/** Slots packed with those that are like them; each with its counts when some are claimed. */
export function groupsOf(slots: readonly Atom[], claimsOn: ReadonlyMap<Atom, Claimed> = new Map()): SlotGroup[] {
  const groups = new Map<string, SlotGroup & { all: number[] }>();
  for (const slot of slots) {
    const { held_claims, active_claims } = claimsOn.get(slot) ?? unclaimed;
    const { lane, clinicId, ruleId, open } = slot;
    const minutes = slot.end - slot.start;
    const key = `${lane} ${minutes} ${open} ${held_claims} ${active_claims} ${ruleId} ${clinicId}`;
    let group = groups.get(key);
    if (!group) {
      const alike = { lane, clinic_id: clinicId, rule_id: ruleId, minutes, is_open: open, held_claims, active_claims };
      groups.set(key, (group = { ...alike, starts: "", all: [] }));
    }
    group.all.push(slot.start);
  }
  return [...groups.values()].map(({ all, ...group }) => ({ ...group, starts: all.join(",") }));
}

/** The inverse of `groupsOf`. */
export function slotsOf(groups: readonly SlotGroup[]): StoredSlot[] {
  return groups.flatMap((group) => {
    const { lane, clinic_id: clinicId, rule_id: ruleId, is_open: open, minutes } = group;
    const claimed = group.held_claims + group.active_claims > 0;
    const slotAt = (start: number) => ({ lane, clinicId, ruleId, open, claimed, start, end: start + minutes });
    return group.starts.split(",").map((start) => slotAt(Number(start)));
  });
}

/** The claims over each of the slots, which are in time order; a slot without any is not in the map. */
export function claimsOver(slots: readonly Atom[], claims: readonly ClaimedTimeRow[]): Map<Atom, Claimed> {
  const counts = new Map<Atom, Claimed>();
  for (const { lane, status, claim_starts: from, claim_ends: to } of claims)
    for (let i = firstAfter(slots, from - longestSlotMinutes); i < slots.length && slots[i]!.start < to; i++) {
      const slot = slots[i]!;
      if (slot.lane !== lane || slot.end <= from) continue;
      const count = counts.get(slot) ?? { ...unclaimed };
      count[status === "held" ? "held_claims" : "active_claims"]++;
      counts.set(slot, count);
    }
  return counts;
}

/** Index of the first slot that starts after the minute. Binary search. */
function firstAfter(slots: readonly Atom[], minute: number): number {
  let [low, high] = [0, slots.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (slots[middle]!.start > minute) high = middle;
    else low = middle + 1;
  }
  return low;
}
