import type { ChartOption, ChartStyle } from "./chart.tsx";

interface Bars {
  categories: string[];
  series: { name: string; values: (number | null)[] }[];
  write: (value: number) => string;
  /** Names that are long stand beside their bars, not under them. */
  lying?: boolean;
  /** Where the axis ends at the latest, such as at all of it. */
  most?: number;
}

/** Bars, from the side from which the language is read. */
export function barOption(bars: Bars, { look, rtl }: ChartStyle): ChartOption {
  const { categories, series, write, lying = false, most = Infinity } = bars;
  const label = { color: look.text, fontFamily: look.font };
  const highest = Math.max(...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const names = {
    type: "category" as const,
    data: categories,
    inverse: lying ? true : rtl,
    axisLabel: { ...label, ...(lying && { width: 150, overflow: "truncate" as const }), hideOverlap: true },
    axisLine: { lineStyle: { color: look.line } },
    axisTick: { show: false },
  };
  const values = {
    type: "value" as const,
    inverse: lying && rtl,
    axisLabel: { ...label, formatter: write, hideOverlap: true },
    splitLine: { lineStyle: { color: look.line } },
    splitNumber: 4,
    ...(highest > most / 2 && { max: most }),
  };
  return {
    color: [...look.series],
    grid: { top: series.length > 1 ? 36 : 12, bottom: 8, left: 8, right: 16, containLabel: true },
    legend: { show: series.length > 1, top: 0, [rtl ? "right" : "left"]: 0, itemGap: 16, textStyle: label },
    tooltip: {
      trigger: "axis",
      backgroundColor: look.ground,
      borderColor: look.line,
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
    })),
  };
}
