import { useComputedColorScheme, useDirection } from "@mantine/core";
import { BarChart, HeatmapChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { init, use, type ComposeOption } from "echarts/core";
import type { BarSeriesOption, HeatmapSeriesOption } from "echarts/charts";
import type {
  AriaComponentOption,
  GridComponentOption,
  LegendComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption,
} from "echarts/components";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { type ChartLook, lookOf } from "./chart-look.ts";

use([
  AriaComponent,
  BarChart,
  GridComponent,
  HeatmapChart,
  LegendComponent,
  SVGRenderer,
  TooltipComponent,
  VisualMapComponent,
]);

export type ChartOption = ComposeOption<
  | AriaComponentOption
  | BarSeriesOption
  | GridComponentOption
  | HeatmapSeriesOption
  | LegendComponentOption
  | TooltipComponentOption
  | VisualMapComponentOption
>;

/** How a chart is to be drawn here: with which look, and from which side it is read. */
export interface ChartStyle {
  look: ChartLook;
  rtl: boolean;
}

interface ChartProps {
  /** What it shows, for those who do not see it. */
  description: string;
  height: number;
  draw: (style: ChartStyle) => ChartOption;
}

/** Draws as large as there is room, and anew when colours or direction change. */
export function Chart({ description, height, draw }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme("light");
  const { dir } = useDirection();
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const chart = init(element, null, { renderer: "svg" });
    const style = { look: lookOf(element), rtl: dir === "rtl" };
    const aria = { enabled: true, label: { description } };
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const textStyle = { fontFamily: style.look.font };
    chart.setOption({ ...draw(style), aria, textStyle, animation: !still });
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [draw, description, scheme, dir]);
  // It is laid out from the left by itself; what is read from the right is turned by `draw`.
  return (
    <div ref={place} role="img" aria-label={description} dir="ltr" className="chart" style={{ blockSize: height }} />
  );
}
