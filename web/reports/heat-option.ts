import type { ChartOption, ChartStyle } from "./chart.tsx";

interface Heat {
  columns: string[];
  rows: string[];
  /** `[column, row, from 0 to 1]`. */
  cells: [number, number, number][];
  write: (share: number) => string;
}

/** How full each row was in each column, the darker the fuller. */
export function heatOption({ columns, rows, cells, write }: Heat, { colors, rtl }: ChartStyle): ChartOption {
  const label = { color: colors.text, fontFamily: "inherit" };
  const axis = {
    type: "category" as const,
    axisTick: { show: false },
    axisLine: { show: false },
    splitArea: { show: false },
  };
  return {
    grid: { top: 8, bottom: 48, left: 8, right: 8, containLabel: true },
    tooltip: {
      backgroundColor: colors.ground,
      borderColor: colors.line,
      textStyle: label,
      extraCssText: `direction: ${rtl ? "rtl" : "ltr"}`,
      formatter: (point) => {
        const [column = 0, row = 0, share = 0] = (Array.isArray(point) ? [] : point.value) as number[];
        return [rows[row], columns[column], write(share)].join("<br>");
      },
    },
    visualMap: {
      min: 0,
      max: 1,
      orient: "horizontal",
      left: "center",
      bottom: 0,
      itemHeight: 120,
      inRange: { color: [...colors.scale] },
      textStyle: label,
      text: rtl ? [write(1), write(0)] : [write(1), write(0)],
    },
    xAxis: { ...axis, data: columns, inverse: rtl, axisLabel: { ...label, hideOverlap: true } },
    yAxis: {
      ...axis,
      data: rows,
      inverse: true,
      position: rtl ? "right" : "left",
      axisLabel: { ...label, width: 140, overflow: "truncate" },
    },
    series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: colors.ground, borderWidth: 2 } }],
  };
}
