import { Text } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";
import { DayMenu } from "./day-menu.tsx";
import { ExceptionBlock } from "./exception-block.tsx";
import type { ExceptionPiece } from "./exception-pieces.ts";
import { RuleBlock } from "./rule-block.tsx";
import type { RulePiece } from "./rule-pieces.ts";
import type { Ghost, useWeekDrag } from "./use-week-drag.ts";
import { dayMinutes, endMinuteOf, minuteOf, overlap, timeOf } from "./wall-minutes.ts";
import type { WeekActions } from "./week-actions.ts";

interface WeekColumnProps {
  date: string;
  rules: RulePiece[];
  exceptions: ExceptionPiece[];
  /** Null for people who may not change rules. */
  drag: ReturnType<typeof useWeekDrag> | null;
  actions: WeekActions;
}

export function WeekColumn({ date, rules, exceptions, drag, actions }: WeekColumnProps) {
  const { formats, today } = useDesk();
  const { t } = useTranslation();
  const id = useId();
  const closed = rules.length === 0 && exceptions.length === 0;
  return (
    <section className="week-day" aria-labelledby={id} data-today={date === today ? true : undefined}>
      <header className="week-head">
        <div id={id}>
          <Text fw={650} size="sm">
            {formats.weekdayShort(date)}
          </Text>
          <Text size="xs" c="var(--quiet-text)">
            {formats.dayMonth(date)}
            {date === today && <span className="sr-only"> {t("date.today")}</span>}
          </Text>
        </div>
        <DayMenu date={date} hasRules={rules.some(({ begins }) => begins)} actions={actions} />
      </header>
      <div
        className="week-column"
        data-date={date}
        onPointerDown={(down) => down.target === down.currentTarget && drag?.draw(down)}
      >
        {closed && <span className="sr-only">{t("week.nothing")}</span>}
        {rules.map((piece) => (
          <RuleBlock
            key={piece.rule.id}
            piece={piece}
            narrow={exceptions.some((other) => overlap(piece, other))}
            drag={drag}
            edit={() => actions.editRule(piece.rule)}
          />
        ))}
        {exceptions.map((piece) => (
          <ExceptionBlock key={piece.exception.id} piece={piece} edit={() => actions.editException(piece.exception)} />
        ))}
        {drag?.ghost?.date === date && <GhostBlock ghost={drag.ghost} />}
      </div>
    </section>
  );
}

/** Where the window would be if the drag ended now. */
function GhostBlock({ ghost }: { ghost: Ghost }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { from, to } = ghost.kind === "new" ? ghost : minutesOf({ ...ghost.rule, ...ghost.change });
  return (
    <div className="week-ghost" style={placeOf({ from, to: Math.min(dayMinutes, to) })} aria-hidden>
      {t("hours.range", { from: formats.clock(timeOf(from)), to: formats.clock(timeOf(to)) })}
    </div>
  );
}

const minutesOf = (rule: { start_local: string; end_local: string }) => ({
  from: minuteOf(rule.start_local),
  to: endMinuteOf(rule),
});

/** For the style sheet, which knows how high an hour is. */
export const placeOf = ({ from, to }: { from: number; to: number }) =>
  ({ "--from": from, "--to": to }) as React.CSSProperties;
