import "./week-grid.css";
import { useTranslation } from "react-i18next";
import { useEffect, useRef, type CSSProperties } from "react";
import { useClinic, useDesk } from "../shell/desk.tsx";
import type { ExceptionPiece } from "./exception-pieces.ts";
import type { RulePiece } from "./rule-pieces.ts";
import { useWeekDrag } from "./use-week-drag.ts";
import { firstBeginning, hoursAround } from "./wall-minutes.ts";
import type { WeekActions } from "./week-actions.ts";
import { WeekColumn } from "./week-column.tsx";

interface WeekGridProps {
  dates: string[];
  rules: RulePiece[];
  exceptions: ExceptionPiece[];
  actions: WeekActions;
}

/** A week with a column per date: the windows of the rules, and on them what the exceptions of these dates block and open. */
export function WeekGrid({ dates, rules, exceptions, actions }: WeekGridProps) {
  const clinic = useClinic();
  const { may } = useDesk();
  const { t } = useTranslation();
  const hours = hoursAround([...rules, ...exceptions]);
  const drag = useWeekDrag({
    dates,
    hours,
    end: (ghost) =>
      ghost.kind === "new" ? actions.addRule(ghost.date, ghost.from, ghost.to) : actions.dropRule(ghost),
  });
  const place = useRef<HTMLDivElement>(null);
  const first = firstBeginning([...rules, ...exceptions]) / 60;
  useEffect(() => {
    if (place.current) place.current.scrollTop = scrollFor(place.current, first - hours.from);
  }, [first, hours.from]);
  const mayChange = may("changeScheduleRule");
  const style = { "--first-hour": hours.from, "--hours": hours.to - hours.from } as CSSProperties;
  return (
    <div
      ref={place}
      className="week"
      style={style}
      role="group"
      aria-label={t("week.grid", { zone: clinic.timezone })}
      data-dragging={drag.ghost ? true : undefined}
    >
      <HourScale from={hours.from} to={hours.to} />
      {dates.map((date) => (
        <WeekColumn
          key={date}
          date={date}
          rules={rules.filter((piece) => piece.date === date)}
          exceptions={exceptions.filter((piece) => piece.date === date)}
          drag={mayChange ? drag : null}
          actions={actions}
        />
      ))}
    </div>
  );
}

/** So that half an hour of what lies before is seen as well. */
function scrollFor(grid: HTMLElement, hours: number): number {
  const hour = grid.querySelector<HTMLElement>(".week-hour")?.offsetHeight ?? 0;
  return Math.max(0, (hours - 0.5) * hour);
}

function HourScale({ from, to }: { from: number; to: number }) {
  const { formats } = useDesk();
  const hours = Array.from({ length: to - from }, (_, index) => from + index);
  return (
    <div className="week-scale" aria-hidden>
      <span className="week-corner" />
      {hours.map((hour) => (
        <span key={hour} className="week-hour">
          {formats.clock(`${String(hour).padStart(2, "0")}:00`)}
        </span>
      ))}
    </div>
  );
}
