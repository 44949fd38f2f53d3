import type { ChartOption, ChartStyle } from "./chart.tsx";

interface Heat {
  columns: string[];
  rows: string[];
  /** `[column, row, from 0 to 1]`. */
  cells: [number, number, number][];
  write: (share: number) => string;
}

/** How full each row was in each column, the darker the fuller. */
export function heatOption({ columns, rows, cells, write }: Heat, { look, rtl }: ChartStyle): ChartOption {
  const label = { color: look.text, fontFamily: look.font };
  const axis = {
    type: "category" as const,
    axisTick: { show: false },
    axisLine: { show: false },
    splitArea: { show: false },
  };
  return {
    grid: { top: 8, bottom: 48, left: 8, right: 8, containLabel: true },
    tooltip: {
      backgroundColor: look.ground,
      borderColor: look.line,
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
      inRange: { color: [...look.scale] },
      textStyle: label,
      text: [write(1), write(0)],
    },
    xAxis: { ...axis, data: columns, inverse: rtl, axisLabel: { ...label, hideOverlap: true } },
    yAxis: {
      ...axis,
      data: rows,
      inverse: true,
      position: rtl ? "right" : "left",
      axisLabel: { ...label, width: 140, overflow: "truncate" },
    },
    series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: look.ground, borderWidth: 2 } }],
  };
}
