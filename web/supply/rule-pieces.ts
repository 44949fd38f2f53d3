import type { ScheduleRule } from "../api/types.ts";
import { addDays, addWallMinutes, instantOf, isoWeekdayOf, wallOf } from "../text/days.ts";
import { breakMinutesOf, endMinuteOf, minuteOf, type Piece, splitByDate, stacked } from "./wall-minutes.ts";

export interface RulePiece extends Piece {
  rule: ScheduleRule;
  breaks: { from: number; to: number; label: string | null }[];
  /** How many windows lie below this one: each is drawn a little further in. */
  depth: number;
}

/** Whether the rule has a window that begins on this date. */
export function beginsOn({ weekday, valid_from, valid_to }: ScheduleRule, date: string): boolean {
  return isoWeekdayOf(date) === weekday && (!valid_from || date >= valid_from) && (!valid_to || date <= valid_to);
}

/**
 * What the rules draw on these dates (in order, without gaps) on the wall clock of `zone`; lower priorities come first, as they
 * lie behind.
 */
export function rulePieces(rules: ScheduleRule[], dates: string[], zone: string): RulePiece[] {
  // A night of the day before reaches into the first date; in another zone so may an evening of the day after.
  const around = [addDays(dates[0]!, -1), ...dates, addDays(dates.at(-1)!, 1)];
  const pieces = rules.flatMap((rule) =>
    around.filter((date) => beginsOn(rule, date)).flatMap((date) => piecesOfWindow(rule, date, zone)),
  );
  return stacked(pieces.filter(({ date }) => dates.includes(date)).toSorted(byPriority));
}

function piecesOfWindow(rule: ScheduleRule, date: string, zone: string): Omit<RulePiece, "depth">[] {
  const at = (minute: number) => wallIn(zone, date, minute, rule.timezone);
  const breaks = rule.breaks.flatMap((pause) => {
    const { from, to } = breakMinutesOf(pause, rule);
    return splitByDate(at(from), at(to)).map((part) => ({ ...part, label: pause.label }));
  });
  return splitByDate(at(minuteOf(rule.start_local)), at(endMinuteOf(rule))).map((piece) => ({
    ...piece,
    rule,
    breaks: breaks.filter((part) => part.date === piece.date).map(({ from, to, label }) => ({ from, to, label })),
  }));
}

/** What the wall clock of `zone` shows at that minute of the date in the rule's own zone. */
function wallIn(zone: string, date: string, minute: number, own: string): string {
  const wall = addWallMinutes(`${date}T00:00`, minute);
  const instant = own === zone ? null : instantOf(wall, own);
  return instant === null ? wall : wallOf(instant, zone);
}

const byPriority = (one: Omit<RulePiece, "depth">, other: Omit<RulePiece, "depth">) =>
  one.rule.priority - other.rule.priority || one.date.localeCompare(other.date) || one.from - other.from;
