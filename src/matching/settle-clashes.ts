import { setImmediate } from "node:timers/promises";
import { clashOf, type GivingUp, shareResources } from "./clash.ts";
import { type Avoided, isBetter, placeInTurn } from "./place-in-turn.ts";
import type { Demand, Placed, Problem } from "./problem.ts";

/** So many starts are looked through at most, some tenths of a second; a line with few starts takes as long as one with these. */
const mostStarts = 1_000_000;
const leastStarts = 5_000;

/** What each line must not have, and the best that it can have so. */
interface Branch {
  lines: readonly Line[];
  placed: readonly (readonly Placed[])[];
}

interface Line {
  demand: Demand;
  avoided: Avoided;
}

/**
 * The best places for several lines, if any are better than `known`: conflict-based search (Sharon, Stern, Felner and Sturtevant,
 * Artificial Intelligence 219, 2015), in depth first. Each line gets what is best for it alone. Where two clash, one of them has to give
 * up: all ways are followed, the most promising first, but none that promises no more than what is known by then.
 */
export async function settleClashes(problem: Problem, avoided: Avoided, known: Placed[][]): Promise<Placed[][]> {
  const lines = problem.requests.map((demand): Line => ({ demand, avoided }));
  const open: Branch[] = [{ lines, placed: lines.map((line) => placeAlone(problem, line)) }];
  let best = known;
  for (let looked = 0; looked < mostStarts && open.length > 0;) {
    const branch = open.pop()!;
    if (!isBetter(branch.placed, best)) continue;
    const clash = clashOf(problem, branch.placed);
    if (clash.length === 0) best = shareResources(problem, branch.placed);
    const ways = clash.map((way) => follow(problem, branch, way));
    open.push(...ways.sort(bestLast));
    for (const { at } of clash) looked += startsOf(problem, at);
    // Others are served meanwhile.
    await setImmediate();
  }
  return best;
}

const bestLast = ({ placed: one }: Branch, { placed: other }: Branch): number =>
  Number(isBetter(one, other)) - Number(isBetter(other, one));

function startsOf({ requests, offerings }: Problem, at: number): number {
  const starts = requests[at]!.offerings.reduce((sum, offering) => sum + offerings[offering]!.starts.length, 0);
  return Math.max(leastStarts, starts);
}

const placeAlone = (problem: Problem, { demand, avoided }: Line): Placed[] =>
  placeInTurn({ ...problem, requests: [demand] }, avoided)[0]!;

function follow(problem: Problem, { lines, placed }: Branch, way: GivingUp): Branch {
  const line = giveUp(lines[way.at]!, way);
  return { lines: lines.with(way.at, line), placed: placed.with(way.at, placeAlone(problem, line)) };
}

function giveUp({ demand, avoided }: Line, way: GivingUp): Line {
  return "busy" in way
    ? { demand: { ...demand, busy: [...demand.busy, way.busy] }, avoided }
    : { demand, avoided: new Set([...avoided, way.start]) };
}
