export interface ChartColors {
  text: string;
  line: string;
  ground: string;
  /** In this order: each keeps a contrast of 3 to the ground, and they differ in lightness too. */
  series: readonly [string, string, string];
  /** From nothing to all of it. */
  scale: readonly [string, string];
}

/** The page's own colours, as they are where the chart stands. */
export function colorsOf(element: Element): ChartColors {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: color("--mantine-color-text"),
    line: color("--mantine-color-default-border"),
    ground: color("--mantine-color-body"),
    series: [color("--chart-1"), color("--chart-2"), color("--chart-3")],
    scale: [color("--chart-nothing"), color("--chart-all")],
  };
}
