import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Utilization } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { byDay, type DayRow } from "./by-day.ts";
import type { ChartStyle } from "./chart.tsx";
import { numberColumn, textColumn } from "./figures.ts";
import { heatOption } from "./heat-option.ts";
import { ChartAndTable } from "./report.tsx";

/** Which days were full for whom. */
export function UtilizationByDay({ figures }: { figures: Utilization }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { resources } = figures;
  const rows = useMemo(() => byDay(resources), [resources]);
  const percent = useMemo(() => (share: number) => formats.percent(Math.round(share * 100) * 100), [formats]);
  const draw = useMemo(() => {
    const cells = rows.flatMap(({ shares }, column) =>
      shares.flatMap((share, row) =>
        share === null ? [] : [[column, row, Math.min(1, share)] as [number, number, number]],
      ),
    );
    const columns = rows.map(({ date }) => formats.dayMonth(date));
    const names = resources.map(({ name }) => name);
    return (style: ChartStyle) => heatOption({ columns, rows: names, cells, write: percent }, style);
  }, [rows, resources, formats, percent]);
  if (rows.length === 0) return null;
  return (
    <ChartAndTable
      title={t("reports.byDay")}
      fileName={`utilization-by-day-${figures.from}-${figures.to}.csv`}
      rows={rows}
      height={96 + resources.length * 32}
      draw={draw}
      columns={[
        {
          ...textColumn<DayRow>(t("reports.columns.date"), ({ date }) => date),
          shown: ({ date }) => formats.date(date),
        },
        ...resources.map(({ name }, index) =>
          numberColumn<DayRow>(name, ({ shares }) => shares[index] ?? null, percent),
        ),
      ]}
    />
  );
}
