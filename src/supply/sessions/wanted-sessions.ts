import type { Temporal } from "temporal-polyfill";
import { covers, type Range } from "../../core/ranges.ts";
import { dateOfEpochDay, epochDayOf, instantOfMinute } from "../../core/zones.ts";
import { hoursOf, type Stretch, type Timetable } from "../hours.ts";
import { slotStartsOf } from "../weekly-rule.ts";

/** One date on which a session rule holds, as its beds' own rules give it. */
export interface WantedSession {
  date: Temporal.PlainDate;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** In the order of the pool, also those that cannot be used then. */
  bedIds: string[];
  /** Whether anybody could be treated: a start exists, and a bed can be used all through. */
  usable: boolean;
}

export interface RuleOfSession {
  id: string;
  clinicId: string;
  serviceId: string;
}

/**
 * The dates within `[from, to)`, by the rule's own calendar, on which the rule holds, in their order. It is asked of the beds, given in
 * the order of the pool, by what the evaluator asks them: so nothing is generated that could not be booked, nor anything left out.
 * What sessions themselves made true of their beds is left aside, for a session is there also when none of its beds can be used.
 */
export function sessionsWanted(
  rule: RuleOfSession,
  beds: readonly Timetable[],
  [from, to]: readonly [Temporal.PlainDate, Temporal.PlainDate],
): WantedSession[] {
  const days: Range = [epochDayOf(from), epochDayOf(to)];
  const wanted = new Map<number, { range: Range; bedIds: string[]; usable: boolean }>();
  for (const bed of beds)
    for (const { window, open, range } of stretchesOf(rule, bed, days)) {
      const known = wanted.get(window!.day) ?? { range, bedIds: [], usable: false };
      wanted.set(window!.day, known);
      known.bedIds.push(bed.resourceId);
      known.usable ||= covers(open, range) && slotStartsOf(window!).length > 0;
    }
  return [...wanted]
    .sort(([one], [other]) => one - other)
    .map(([day, { range, ...more }]) => ({
      date: dateOfEpochDay(day),
      startsAt: instantOfMinute(range[0]),
      endsAt: instantOfMinute(range[1]),
      ...more,
    }));
}

function stretchesOf(rule: RuleOfSession, bed: Timetable, [from, to]: Range): Stretch[] {
  const timetable = { ...bed, exceptions: bed.exceptions.filter(({ sessionId }) => !sessionId) };
  // A local day lies within two days of the one that UTC calls the same.
  const around: Range = [(from - 2) * 1440, (to + 2) * 1440];
  const { stretches } = hoursOf(timetable, { clinicId: rule.clinicId, serviceId: rule.serviceId }, around);
  return (stretches ?? []).filter(
    (stretch) =>
      stretch.rule?.sessionRuleId === rule.id &&
      stretch.window !== null &&
      from <= stretch.window.day &&
      stretch.window.day < to,
  );
}
