import type { Plan } from "../api/types.ts";

interface Lines {
  /** Corners of both lines, as SVG writes them. */
  objective: string;
  bound: string;
  /** Between the lines: what is not proved yet. */
  between: string;
}

/**
 * The lines of a search within `width` by `height`: what the best answer cost at each moment, and what no answer can cost less
 * than. Both are steps, since each holds until the next better one. Null while there are fewer than two moments.
 */
export function curveLines(curve: Plan["curve"], width: number, height: number): Lines | null {
  const [first, last] = [curve[0], curve.at(-1)];
  if (!first || !last || last.ms <= first.ms) return null;
  const least = Math.min(...curve.map(({ bound }) => bound));
  const most = Math.max(...curve.map(({ objective }) => objective));
  const x = (ms: number) => round(((ms - first.ms) / (last.ms - first.ms)) * width);
  const y = (points: number) => round(most === least ? height / 2 : ((most - points) / (most - least)) * height);
  const steps = (name: "objective" | "bound") =>
    curve.flatMap((point, i) => {
      const before = curve[i - 1];
      const corner = `${x(point.ms)},${y(point[name])}`;
      return before ? [`${x(point.ms)},${y(before[name])}`, corner] : [corner];
    });
  const [above, below] = [steps("objective"), steps("bound")];
  return {
    objective: above.join(" "),
    bound: below.join(" "),
    between: [...above, ...below.toReversed()].join(" "),
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
