export interface ChartLook {
  text: string;
  line: string;
  ground: string;
  /** Texts are measured before they are drawn: by their real name. */
  font: string;
  /** In this order: each keeps a contrast of 3 to the ground, and they differ in lightness too. */
  series: readonly [string, string, string];
  /** From nothing to all of it. */
  scale: readonly [string, string];
}

/** The page's own colours and letters, as they are where the chart stands. */
export function lookOf(element: Element): ChartLook {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: color("--mantine-color-text"),
    line: color("--mantine-color-default-border"),
    ground: color("--mantine-color-body"),
    font: style.fontFamily,
    series: [color("--chart-1"), color("--chart-2"), color("--chart-3")],
    scale: [color("--chart-nothing"), color("--chart-all")],
  };
}
