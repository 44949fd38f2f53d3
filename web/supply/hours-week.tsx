import { useClinic } from "../shell/desk.tsx";
import { isoWeekdayOf } from "../text/days.ts";
import type { Doing, Hours } from "./doing.ts";
import { exceptionPieces } from "./exception-pieces.ts";
import { HoursLegend } from "./hours-legend.tsx";
import { rulePieces } from "./rule-pieces.ts";
import { timeOf } from "./wall-minutes.ts";
import type { WeekActions } from "./week-actions.ts";
import { WeekGrid } from "./week-grid.tsx";

interface HoursWeekProps extends Hours {
  dates: string[];
  start: (doing: Doing) => void;
}

/** The shown week as a grid; what is pressed, drawn or dragged there opens the dialog. */
export function HoursWeek({ dates, rules, exceptions, start }: HoursWeekProps) {
  const { timezone } = useClinic();
  const actions: WeekActions = {
    addRule: (date, from, to) => {
      const times = from !== undefined && to !== undefined && { start_local: timeOf(from), end_local: timeOf(to) };
      start({ what: "rule", id: null, drawn: { weekday: isoWeekdayOf(date), ...times } });
    },
    editRule: ({ id }) => start({ what: "rule", id }),
    dropRule: ({ rule: { id }, change }) => start({ what: "moveRule", id, change }),
    addException: (kind, date) => start({ what: "exception", id: null, drawn: { kind, date } }),
    editException: ({ id }) => start({ what: "exception", id, drawn: { kind: "blocked", date: dates[0]! } }),
    copyDay: (date) => start({ what: "copyDay", date }),
  };
  return (
    <>
      <WeekGrid
        dates={dates}
        rules={rulePieces(rules, dates, timezone)}
        exceptions={exceptionPieces(exceptions, dates, timezone)}
        actions={actions}
      />
      <HoursLegend />
    </>
  );
}
