import { breaksSpacing, type Choice } from "./choices.ts";
import { componentsOf } from "./components.ts";
import { type Clash, clashIn, costOf, type Flat, flatten } from "./flat.ts";
import { type Prices, priced, relax } from "./relax.ts";
import { repair } from "./repair.ts";

/** Which choice each job gets, what that costs in all, and what nothing can cost less than. */
export interface Chosen {
  picks: number[];
  cost: number;
  bound: number;
}

/** Asked now and then, so that others are served meanwhile; false ends the search with what was found by then. */
export type GoOn = () => boolean | Promise<boolean>;

/**
 * One choice for each job, no two of which exclude each other, at the least cost; exact unless `goOn` ends it, which shows in the
 * bound. Every job must have a choice that takes nothing.
 *
 * Jobs that cannot meet are looked at apart. Within a component this is branch and bound: leaving out that choices may overlap, but
 * for prices of what they overlap in, makes it an assignment, whose cost is the bound. Where two of the assigned overlap, either the
 * second has that point, or only others may.
 */
export async function choose(jobs: readonly (readonly Choice[])[], goOn: GoOn): Promise<Chosen> {
  const picks = jobs.map(() => 0);
  let [cost, bound] = [0, 0];
  for (const component of componentsOf(jobs)) {
    const found = await chooseTogether(
      component.map((job) => jobs[job]!),
      goOn,
    );
    for (const [i, job] of component.entries()) picks[job] = found.picks[i]!;
    cost += found.cost;
    bound += found.bound;
  }
  return { picks, cost, bound };
}

/** What is left to be looked at: 1 for each choice that is ruled out, and what all of it costs at least. */
interface Node {
  out: Uint8Array;
  bound: number;
}

/** How many nodes are looked at between two questions whether to go on. */
const atATime = 20;

async function chooseTogether(jobs: readonly (readonly Choice[])[], goOn: GoOn): Promise<Chosen> {
  const flat = flatten(jobs);
  let best = flat.byCost.map((own) => own.find((index) => flat.choices[index]!.takes.length === 0)!);
  let least = costOf(flat, best);
  const tryOut = (indexes: readonly number[]): number => {
    const possible = repair(flat, indexes);
    const cost = costOf(flat, possible);
    if (cost < least) [best, least] = [possible, cost];
    return least;
  };
  const all = new Uint8Array(flat.choices.length);
  let prices: Prices | null = null;
  const open: Node[] = [{ out: all, bound: -Infinity }];
  for (let looked = 1; open.length > 0; looked++) {
    if (looked % atATime === 0 && !(await goOn())) break;
    const { out, bound } = open.pop()!;
    if (bound >= least) continue;
    const plain = relax(flat, out, null);
    if (!plain || plain.bound >= least) continue;
    tryOut(plain.indexes);
    const clash = clashIn(flat, plain.indexes);
    if (!clash || plain.bound >= least) continue;
    prices ??= priced(flat, out, tryOut);
    const dear = relax(flat, out, prices);
    if (!dear || dear.bound >= least) continue;
    tryOut(dear.indexes);
    const lower = Math.max(bound, plain.bound, dear.bound);
    if (lower < least)
      for (const next of branches(flat, out, clashIn(flat, dear.indexes) ?? clash))
        open.push({ out: next, bound: lower });
  }
  const lowest = open.reduce((lower, node) => Math.min(lower, node.bound), least);
  return {
    picks: best.map((index, job) => index - flat.first[job]!),
    cost: least,
    bound: Math.max(lowest, cheapest(jobs)),
  };
}

const cheapest = (jobs: readonly (readonly Choice[])[]): number =>
  jobs.reduce((sum, choices) => sum + choices.reduce((least, { cost }) => Math.min(least, cost), Infinity), 0);

/** The two halves of what is left, the one in which the choice has its way last: it is looked at next. */
function branches({ choices, jobOf, points, first }: Flat, out: Uint8Array, { one, point }: Clash): Uint8Array[] {
  const job = jobOf[one]!;
  const [without, mine] = [out.slice(), out.slice()];
  if (point !== null) {
    for (const index of points.at[point]!) (jobOf[index] === job ? without : mine)[index] = 1;
    return [without, mine];
  }
  without[one] = 1;
  for (const [index, choice] of choices.entries())
    if (breaksSpacing(choice.session, choices[one]!.session)) mine[index] = 1;
  mine.fill(1, first[job], first[job + 1]);
  mine[one] = out[one]!;
  return [without, mine];
}
