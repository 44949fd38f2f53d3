import type { Highs } from "highs";
import { branchAt, halves } from "./branch.ts";
import type { Choice } from "./choices.ts";
import { componentsOf } from "./components.ts";
import { cheapestOf, costOf, type Flat, flatten, mostOf } from "./flat.ts";
import type { GoOn } from "./go-on.ts";
import { Relaxation, type Relaxed } from "./relax.ts";
import { repair } from "./repair.ts";
import { settleParts } from "./settle-parts.ts";

/** Which choice each job gets, what that costs in all, and what nothing can cost less than. */
export interface Chosen {
  picks: number[];
  cost: number;
  bound: number;
  /** The jobs of which something better could be among what was not looked at. */
  further: readonly number[];
}

/**
 * One choice for each job, no two of which exclude each other, at the least cost; exact unless `goOn` ends it or something was not looked
 * at, which shows in the bound. Every job must have a choice that takes nothing.
 *
 * Jobs that cannot meet are looked at apart. Within a component, to let choices be made in part makes it a linear program, whose cost is
 * the bound; nearly always there are whole choices that cost hardly more, and HiGHS finds them. Else this is branch and bound: where a job
 * gets a point in part, either it has that point, or only others may.
 */
export async function choose(jobs: readonly (readonly Choice[])[], goOn: GoOn): Promise<Chosen> {
  const further: number[] = [];
  const all: Chosen = { picks: jobs.map(() => 0), cost: 0, bound: 0, further };
  for (const component of componentsOf(jobs)) {
    const found = await chooseTogether(flatten(component.map((job) => jobs[job]!)), goOn);
    for (const [i, job] of component.entries()) all.picks[job] = found.picks[i]!;
    all.cost += found.cost;
    all.bound += found.bound;
    further.push(...found.further.map((i) => component[i]!));
  }
  return all;
}

/** What each gets when it gets the cheapest is the bound to begin with, and often it can. */
async function chooseTogether(flat: Flat, goOn: GoOn): Promise<Chosen> {
  const wanted = flat.byCost.map(([cheapest]) => cheapest!);
  const first = repair(flat, wanted);
  const cheapest = cheapestOf(flat);
  const known: Found = { best: first, bound: cheapest, further: [] };
  const { best, bound, further } = costOf(flat, first) === cheapest ? known : await search(flat, known, goOn);
  return { picks: best.map((index, job) => index - flat.first[job]!), cost: costOf(flat, best), bound, further };
}

interface Found {
  best: readonly number[];
  bound: number;
  further: readonly number[];
}

async function search(flat: Flat, known: Found, goOn: GoOn): Promise<Found> {
  const solver = await highs();
  const relaxation = new Relaxation(solver, flat);
  try {
    const out = tooDear(flat);
    const relaxed = await relaxation.solve(out, goOn);
    if (relaxed === null) return known;
    const { bound } = relaxed;
    const wanted = unseenWhere(flat, (index) => relaxed.parts[index]! > 0);
    const first = better(flat, known.best, repair(flat, mostOf(flat, relaxed.parts)));
    if (wanted.length > 0 || bound >= costOf(flat, first)) {
      const done = bound >= costOf(flat, first);
      return { best: first, bound: done ? costOf(flat, first) : bound, further: done ? [] : wanted };
    }
    const whole = await wholeChoices(solver, flat, { relaxation, relaxed, best: first, out }, goOn);
    const further = unseenWhere(flat, (index) => relaxed.boundWith[index]! < costOf(flat, whole.best));
    return { ...whole, bound: further.length > 0 ? bound : whole.bound, further };
  } finally {
    relaxation.close();
  }
}

interface Root {
  relaxation: Relaxation;
  relaxed: Relaxed;
  best: readonly number[];
  out: Uint8Array;
}

/** So long HiGHS looks for itself, while everybody else waits; so few jobs are sooner gone through. */
const searchSeconds = 0.3;
const few = 8;

/** The best of what can be taken. */
async function wholeChoices(solver: Highs, flat: Flat, root: Root, goOn: GoOn): Promise<Omit<Found, "further">> {
  const { relaxed, best } = root;
  const out = worse(root.out, relaxed, costOf(flat, best));
  for (const [index, { unseen }] of flat.choices.entries()) if (unseen) out[index] = 1;
  if (!(await goOn())) return { best, bound: relaxed.bound };
  const settled = flat.jobs > few ? settleParts(solver, flat, { out, best }, searchSeconds) : { best, proved: false };
  if (settled.proved) return { best: settled.best, bound: costOf(flat, settled.best) };
  return await branchAndBound(flat, { ...root, best: settled.best, out }, goOn);
}

/** What is left to be looked at: 1 for each choice that is ruled out, and what all of it costs at least. */
interface Node {
  out: Uint8Array;
  bound: number;
}

async function branchAndBound(flat: Flat, { relaxation, relaxed: first, ...root }: Root, goOn: GoOn) {
  let best = root.best;
  const open: Node[] = [{ out: root.out, bound: first.bound }];
  while (open.length > 0) {
    const node = open.at(-1)!;
    const relaxed = await relaxation.solve(node.out, goOn);
    if (relaxed === null) break;
    open.pop();
    best = better(flat, best, repair(flat, mostOf(flat, relaxed.parts)));
    const least = costOf(flat, best);
    const bound = Math.max(node.bound, relaxed.bound);
    while (open.length > 0 && open.at(-1)!.bound >= least) open.pop();
    if (bound >= least) continue;
    const out = worse(node.out, relaxed, least);
    const branch = branchAt(flat, relaxed.parts, out);
    if (branch) open.push(...halves(flat, out, branch).map((half) => ({ out: half, bound })));
  }
  return { best, bound: open.reduce((lower, node) => Math.min(lower, node.bound), costOf(flat, best)) };
}

const better = (flat: Flat, one: readonly number[], other: readonly number[]): readonly number[] =>
  costOf(flat, other) < costOf(flat, one) ? other : one;

/** Also without what cannot be part of anything that costs less. */
const worse = (out: Uint8Array, { boundWith }: Relaxed, least: number): Uint8Array =>
  out.map((ruledOut, index) => (boundWith[index]! >= least ? 1 : ruledOut));

/** The jobs with something that was not looked at and is so. */
const unseenWhere = ({ choices, jobOf }: Flat, isSo: (index: number) => boolean): number[] =>
  choices.flatMap(({ unseen }, index) => (unseen && isSo(index) ? [jobOf[index]!] : []));

/** Nothing that costs more than what takes nothing is needed. */
function tooDear({ choices, costs, byCost, jobOf }: Flat): Uint8Array {
  const free = byCost.map((own) => costs[own.find((index) => choices[index]!.takes.length === 0)!]!);
  return Uint8Array.from(choices, (_, index) => (costs[index]! > free[jobOf[index]!]! ? 1 : 0));
}

let loaded: Promise<Highs> | null = null;

/** Loaded when it is needed for the first time. */
const highs = (): Promise<Highs> => (loaded ??= import("highs").then(({ default: load }) => load()));
