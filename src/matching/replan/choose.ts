import { assign } from "./assignment.ts";
import { type Choice, type Crossing, crossingOf, exclude, takesAt } from "./choices.ts";
import { columnsOf } from "./columns.ts";
import { componentsOf } from "./components.ts";
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
 * Jobs that cannot meet are looked at apart. Within a component this is branch and bound: leaving out that choices of different
 * columns may overlap makes it an assignment, whose cost is the bound. Where two of the assigned do overlap, either the first has
 * that minute, or nobody but others have it.
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
  let best: Chosen | null = null;
  const open: Node[] = [{ out: new Uint8Array(flat.choices.length), bound: -Infinity }];
  for (let looked = 1; open.length > 0; looked++) {
    if (looked % atATime === 0 && !(await goOn())) break;
    const node = open.pop()!;
    if (best && node.bound >= best.cost) continue;
    const relaxed = relax(flat, node.out);
    if (!relaxed || (best && relaxed.cost >= best.cost)) continue;
    const clash = firstClash(flat, relaxed.indexes);
    if (!clash) {
      best = toChosen(flat, relaxed.indexes);
      continue;
    }
    const repaired = repair(flat, relaxed.indexes);
    if (!best || costOf(flat, repaired) < best.cost) best = toChosen(flat, repaired);
    open.push(...branches(flat, node.out, clash).map((out) => ({ out, bound: relaxed.cost })));
  }
  const lowest = open.reduce((least, { bound }) => Math.min(least, bound), best!.cost);
  return { ...best!, bound: Math.max(lowest, cheapest(jobs)) };
}

const cheapest = (jobs: readonly (readonly Choice[])[]): number =>
  jobs.reduce((sum, choices) => sum + choices.reduce((least, { cost }) => Math.min(least, cost), Infinity), 0);

/** All choices of all jobs in one row: those of job j from `first[j]` to before `first[j + 1]`. */
export interface Flat {
  choices: readonly Choice[];
  first: readonly number[];
  /** The choices of each job, the cheapest first. */
  byCost: readonly (readonly number[])[];
  costs: Float64Array;
  jobOf: Int32Array;
  columnOf: Int32Array;
  columns: number;
}

function flatten(jobs: readonly (readonly Choice[])[]): Flat {
  const choices = jobs.flat();
  const first = [0];
  for (const own of jobs) first.push(first.at(-1)! + own.length);
  const jobOf = Int32Array.from(jobs.flatMap((own, job) => own.map(() => job)));
  const byCost = jobs.map((own, job) =>
    own.map((_, i) => first[job]! + i).sort((a, b) => choices[a]!.cost - choices[b]!.cost),
  );
  const { columnOf, count } = columnsOf(choices, (index) => jobOf[index]!);
  const costs = Float64Array.from(choices, ({ cost }) => cost);
  return { choices, first, byCost, costs, jobOf, columnOf, columns: count };
}

const costOf = ({ costs }: Flat, indexes: readonly number[]): number =>
  indexes.reduce((sum, index) => sum + costs[index]!, 0);

function toChosen(flat: Flat, indexes: readonly number[]): Chosen {
  const cost = costOf(flat, indexes);
  return { picks: indexes.map((index, job) => index - flat.first[job]!), cost, bound: cost };
}

/** The cheapest way to give each job a column of its own, by what is not ruled out; null where a job has nothing left. */
function relax(flat: Flat, out: Uint8Array): { indexes: number[]; cost: number } | null {
  const { first, costs, columnOf, columns } = flat;
  const table = first.slice(1).map(() => new Float64Array(columns).fill(Infinity));
  const bestOf = new Int32Array(table.length * columns).fill(-1);
  for (const [job, row] of table.entries()) {
    for (let index = first[job]!; index < first[job + 1]!; index++) {
      const column = columnOf[index]!;
      if (out[index] === 1 || costs[index]! >= row[column]!) continue;
      row[column] = costs[index]!;
      bestOf[job * columns + column] = index;
    }
    if (row.every((cost) => cost === Infinity)) return null;
  }
  const indexes = Array.from(assign(table, columns), (column, job) => bestOf[job * columns + column]!);
  return indexes.includes(-1) ? null : { indexes, cost: costOf(flat, indexes) };
}

interface Clash {
  one: number;
  other: number;
  at: Crossing | null;
}

function firstClash({ choices }: Flat, indexes: readonly number[]): Clash | null {
  for (const [i, one] of indexes.entries())
    for (const other of indexes.slice(i + 1))
      if (exclude(choices[one]!, choices[other]!))
        return { one, other, at: crossingOf(choices[one]!, choices[other]!) };
  return null;
}

/** The two halves of what is left, the one in which the first of the two has its way last: it is looked at next. */
function branches(flat: Flat, out: Uint8Array, { one, at }: Clash): Uint8Array[] {
  const { choices, jobOf } = flat;
  const job = jobOf[one]!;
  const without = (isOut: (index: number) => boolean): Uint8Array =>
    out.map((gone, index) => (gone || isOut(index) ? 1 : 0));
  if (!at)
    return [
      without((index) => index === one),
      without((index) => (jobOf[index] === job ? index !== one : exclude(choices[index]!, choices[one]!))),
    ];
  return [
    without((index) => jobOf[index] === job && takesAt(choices[index]!, at)),
    without((index) => jobOf[index] !== job && takesAt(choices[index]!, at)),
  ];
}
