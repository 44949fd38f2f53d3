import load from "highs";
import type { Weights } from "../../src/matching/problem.ts";
import type { Moving } from "../../src/matching/replan/moving.ts";
import { type Way, callList, optionsOn, sameTime, waysOf } from "../../src/matching/replan/ways.ts";

/**
 * What the best re-plan costs, from one model: a variable for each seat of each way up to a day away that costs no more than two days, a row
 * for each appointment and for each ten minutes of each lane. Without anything of the search.
 */
export async function bestReplan(
  movings: readonly Moving[],
  weights: Weights,
): Promise<{ kept: number; cost: number }> {
  const lost = movings.length * 100;
  const rows = new Map<string, string[]>();
  const costs: string[] = [];
  const add = (row: string, name: string) => rows.set(row, [...(rows.get(row) ?? []), name]);
  for (const [at, moving] of movings.entries())
    for (const { cost, keepsTime, seats } of waysFor(moving, weights))
      for (const { takes } of seats) {
        const name = `x${costs.length}`;
        costs.push(`${cost + (keepsTime ? 0 : lost)} ${name}`);
        add(`= 1 ${at}`, name);
        for (const { unit, range } of takes)
          for (let minute = range[0]; minute < range[1]; minute += 10) add(`<= 1 ${unit} ${minute}`, name);
      }
  const lines = [...rows].map(
    ([row, names], i) => ` c${i}: ${names.join(" + ")} ${row.split(" ").slice(0, 2).join(" ")}`,
  );
  const names = costs.map((_, i) => `x${i}`).join("\n ");
  const text = `Minimize\n obj: ${costs.join(" +\n ")}\nSubject To\n${lines.join("\n")}\nBinary\n ${names}\nEnd\n`;
  const { Status, ObjectiveValue } = (await load()).solve(text, {
    mip_rel_gap: 0,
    mip_abs_gap: 0.5,
    output_flag: false,
  });
  if (Status !== "Optimal") throw new Error(Status);
  const total = Math.round(ObjectiveValue);
  return { kept: movings.length - Math.floor(total / lost), cost: total % lost };
}

function waysFor(moving: Moving, weights: Weights): Way[] {
  const day = Math.floor(moving.was.start / 1440);
  const others = [day - 1, day, day + 1].flatMap((on) => optionsOn(moving, on, weights));
  const near = others.filter(({ cost }) => cost <= 2 * weights.moved_day).flatMap((option) => waysOf(moving, option));
  return [...sameTime(moving, weights), ...near, callList(moving, weights)];
}
