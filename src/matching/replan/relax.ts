import { assign } from "./assignment.ts";
import type { Flat } from "./flat.ts";

/** One choice for each job that may overlap, and what no choices without overlaps can cost less than. */
export interface Relaxed {
  indexes: number[];
  bound: number;
}

/** What it costs to have each point; null where that is nothing. */
export interface Prices {
  ofPoints: Float64Array;
  /** For each choice the sum of its points. */
  ofChoices: Float64Array;
  sum: number;
}

export function pricesOf({ points }: Flat, ofPoints: Float64Array): Prices {
  const ofChoices = Float64Array.from(points.of, (own) => own.reduce((sum, point) => sum + ofPoints[point]!, 0));
  return { ofPoints, ofChoices, sum: ofPoints.reduce((sum, price) => sum + price, 0) };
}

/** The cheapest way to give each job a column of its own, by what is not ruled out; null where a job has nothing left. */
export function relax(flat: Flat, out: Uint8Array, prices: Prices | null): Relaxed | null {
  const { first, costs, columnOf, columns, unit } = flat;
  const table = Array.from({ length: flat.jobs }, () => new Float64Array(columns).fill(Infinity));
  const bestOf = new Int32Array(table.length * columns).fill(-1);
  for (const [job, row] of table.entries()) {
    let any = false;
    for (let index = first[job]!; index < first[job + 1]!; index++) {
      if (out[index] === 1) continue;
      const cost = prices ? costs[index]! + prices.ofChoices[index]! : costs[index]!;
      const column = columnOf[index]!;
      if (cost >= row[column]!) continue;
      row[column] = cost;
      bestOf[job * columns + column] = index;
      any = true;
    }
    if (!any) return null;
  }
  const indexes: number[] = [];
  let total = prices ? -prices.sum : 0;
  for (const [job, column] of assign(table, columns).entries()) {
    const index = bestOf[job * columns + column]!;
    if (index < 0) return null;
    indexes.push(index);
    total += table[job]![column]!;
  }
  return { indexes, bound: Math.ceil((total - 1e-6) / unit) * unit };
}

const rounds = 120;
const patience = 6;

/**
 * Prices for the points that raise the bound: what several jobs want becomes dearer, what nobody wants cheaper (subgradients; Held and
 * Karp 1971). `tried` sees every relaxed answer, and says what is known to be possible.
 */
export function priced(flat: Flat, out: Uint8Array, tried: (indexes: readonly number[]) => number): Prices {
  const { points } = flat;
  let ofPoints = new Float64Array(points.count);
  let best = { prices: pricesOf(flat, ofPoints), bound: -Infinity };
  let [boldness, idle] = [1, 0];
  for (let round = 0; round < rounds; round++) {
    const prices = pricesOf(flat, ofPoints);
    const found = relax(flat, out, prices);
    if (!found) break;
    const possible = tried(found.indexes);
    if (found.bound > best.bound) [best, idle] = [{ prices, bound: found.bound }, 0];
    else if (++idle >= patience) [boldness, idle] = [boldness / 2, 0];
    if (best.bound >= possible) break;
    const wanted = new Float64Array(points.count).fill(-1);
    for (const index of found.indexes) for (const point of points.of[index]!) wanted[point]! += 1;
    const length = wanted.reduce((sum, more, point) => (more > 0 || ofPoints[point]! > 0 ? sum + more * more : sum), 0);
    if (length === 0) break;
    const step = (boldness * (possible - found.bound + flat.unit / 2)) / length;
    ofPoints = ofPoints.map((price, point) => Math.max(0, price + step * wanted[point]!));
  }
  return best.prices;
}
