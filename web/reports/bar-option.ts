import type { ChartOption, ChartStyle } from "./chart.tsx";

interface Bars {
  categories: string[];
  series: { name: string; values: (number | null)[] }[];
  write: (value: number) => string;
  /** Names that are long stand beside their bars, not under them. */
  lying?: boolean;
  /** One upon another: parts of a whole. */
  stacked?: boolean;
}

/** Bars, from the side from which the language is read. */
export function barOption(bars: Bars, { colors, rtl }: ChartStyle): ChartOption {
  const { categories, series, write, lying = false, stacked = false } = bars;
  const label = { color: colors.text, fontFamily: "inherit" };
  const names = {
    type: "category" as const,
    data: categories,
    inverse: lying ? true : rtl,
    axisLabel: { ...label, ...(lying && { width: 150, overflow: "truncate" as const }), hideOverlap: true },
    axisLine: { lineStyle: { color: colors.line } },
    axisTick: { show: false },
  };
  const values = {
    type: "value" as const,
    inverse: lying && rtl,
    axisLabel: { ...label, formatter: write, hideOverlap: true },
    splitLine: { lineStyle: { color: colors.line } },
    splitNumber: 4,
  };
  return {
    color: [...colors.series],
    grid: { top: series.length > 1 ? 36 : 12, bottom: 8, left: 8, right: 16, containLabel: true },
    legend: { show: series.length > 1, top: 0, [rtl ? "right" : "left"]: 0, textStyle: label },
    tooltip: {
      trigger: "axis",
      backgroundColor: colors.ground,
      borderColor: colors.line,
      textStyle: label,
      extraCssText: `direction: ${rtl ? "rtl" : "ltr"}`,
      valueFormatter: (value) => (typeof value === "number" ? write(value) : ""),
    },
    xAxis: lying ? values : names,
    yAxis: { ...(lying ? names : values), position: rtl ? "right" : "left" },
    series: series.map(({ name, values: data }) => ({
      type: "bar",
      name,
      data: data.map((value) => value ?? "-"),
      barMaxWidth: 36,
      ...(stacked && { stack: "all" }),
    })),
  };
}
