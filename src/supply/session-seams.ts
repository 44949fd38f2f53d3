import type { Range, RangeSet } from "../core/ranges.ts";

/** What gives a bed time, as far as it matters here whose it is. */
interface Opened {
  rule: { sessionRuleId?: string | null } | null;
  exception: { sessionId?: string | null } | null;
  open: RangeSet;
}

const ofSession = ({ rule, exception }: Opened): boolean => Boolean(rule?.sessionRuleId ?? exception?.sessionId);

/**
 * The minutes at which one session of a bed ends and another one begins, and nothing else opens the bed across them: an appointment
 * lies in one session, and would take the bed from two. Sorted; mostly there are none.
 */
export function seamsOf(stretches: readonly Opened[]): number[] {
  const sessions = stretches.filter(ofSession);
  if (sessions.length < 2) return [];
  const begun = new Set(sessions.flatMap(({ open }) => open.map(([from]) => from)));
  const ended = new Set(sessions.flatMap(({ open }) => open.map(([, to]) => to)));
  const spanned = (minute: number) =>
    stretches.some(({ open }) => open.some(([from, to]) => from < minute && minute < to));
  return [...ended].filter((minute) => begun.has(minute) && !spanned(minute)).sort((a, b) => a - b);
}

/** The set with each range that runs across a seam cut there: its parts touch, and nothing is covered by two of them. */
export function splitAt(set: RangeSet, seams: readonly number[]): RangeSet {
  if (seams.length === 0) return set;
  const within = seams.values();
  const parts: Range[] = [];
  let seam = within.next();
  for (const [start, end] of set) {
    let from = start;
    while (!seam.done && seam.value <= from) seam = within.next();
    for (; !seam.done && seam.value < end; seam = within.next()) {
      parts.push([from, seam.value]);
      from = seam.value;
    }
    parts.push([from, end]);
  }
  return parts;
}
