import { continuityCost, gapCost, lateCost } from "../costs.ts";
import type { Demand, Weights } from "../problem.ts";
import type { Candidate, Candidates } from "./candidates.ts";
import { type DayGaps, dayGapsOf, leastBefore } from "./day-gaps.ts";

/** The cheapest way to have so many sessions, in the order of time. */
export interface Chain {
  cost: number;
  nodes: readonly Candidate[];
}

/** Of a layer's chains where each came from: a node of the layer before, or one of these. */
const nowhere = -1;
const fromBooked = -2;

/** All chains of so many sessions. */
interface Layer {
  count: number;
  /** For each node the cheapest chain that ends with it. */
  cost: Float64Array;
  before: Int32Array;
  /** For each booked session the cheapest chain that has come to it, and the node right before it. */
  bookedCost: Float64Array;
  bookedBefore: Int32Array;
}

interface Booked {
  /** Counted from the first day of the request; may be before it. */
  day: number;
  practitionerId: string | null | undefined;
}

interface Setting extends Candidates {
  demand: Demand;
  weights: Weights;
  booked: readonly Booked[];
  /** For each day how many booked sessions are before it. */
  bookedBefore: Int32Array;
  gaps: DayGaps;
  /** Of each node, in arrays of numbers: these are read a million times. */
  days: Int32Array;
  rows: Int32Array;
  /** The first node of each day, and the end. */
  firstOf: Int32Array;
}

/**
 * For each number of sessions, from none as far as so many fit, the cheapest chain of candidates: by dynamic programming over the number
 * of sessions and the last of them. What a session costs after another depends on the days between and on whether the same practitioner
 * gives both: so the best one before is the best of the same practitioner's, or the best of all.
 *
 * Sessions that are booked are on every chain: none leads past them.
 */
export function cheapestChains(demand: Demand, weights: Weights, candidates: Candidates): (Chain | undefined)[] {
  const setting = settingOf(demand, weights, candidates);
  const layers = [emptyLayer(setting)];
  const chains: (Chain | undefined)[] = [chainOf(setting, layers)];
  while (layers.length <= demand.ticketIds.length) {
    const layer = nextLayer(setting, layers.at(-1)!);
    layers.push(layer);
    const chain = chainOf(setting, layers);
    // Fewer can be impossible where more are not: between two booked sessions that are far apart.
    if (chain) chains[layer.count] = chain;
    else if (layer.cost.every((cost) => cost === Infinity) && layer.bookedCost.every((cost) => cost === Infinity))
      break;
  }
  return chains;
}

function settingOf(demand: Demand, weights: Weights, candidates: Candidates): Setting {
  const { nodes, dayCount, reached } = candidates;
  const booked = demand.fixedDays
    .map((day, i): Booked => ({ day: day - demand.earliestDay, practitionerId: demand.fixedPractitionerIds?.[i] }))
    .sort((a, b) => a.day - b.day);
  const days = Array.from({ length: dayCount }, (_, day) => day);
  const bookedBefore = Int32Array.from(days, (day) => booked.filter((one) => one.day < day).length);
  const since = bookedBefore.map((count) => Math.max(0, count === 0 ? 0 : booked[count - 1]!.day + 1));
  const { minDaysBetween: min, maxDaysBetween: max, preferredDaysBetween: preferred } = demand;
  const gaps = dayGapsOf({ min, max, preferred, weight: weights.gap_day }, since, reached);
  const firstOf = new Int32Array(dayCount + 1);
  for (const { day } of nodes) firstOf[day + 1]!++;
  for (const day of days) firstOf[day + 1]! += firstOf[day]!;
  const [dayOfNodes, rowOfNodes] = [Int32Array.from(nodes, ({ day }) => day), Int32Array.from(nodes, ({ row }) => row)];
  return { ...candidates, demand, weights, booked, bookedBefore, gaps, firstOf, days: dayOfNodes, rows: rowOfNodes };
}

function emptyLayer({ nodes, booked }: Setting): Layer {
  return {
    count: 0,
    cost: new Float64Array(nodes.length).fill(Infinity),
    before: new Int32Array(nodes.length).fill(nowhere),
    bookedCost: new Float64Array(booked.length),
    bookedBefore: new Int32Array(booked.length).fill(nowhere),
  };
}

/** One session more on each chain. */
function nextLayer(setting: Setting, layer: Layer): Layer {
  const { nodes, booked, bookedBefore, days, demand, weights } = setting;
  const next = { ...emptyLayer(setting), count: layer.count + 1 };
  follow(setting, layer, next);
  for (let i = 0; i < nodes.length; i++) {
    const day = days[i]!;
    const passed = bookedBefore[day]!;
    const start = startCost(setting, layer, passed, i);
    if (start < next.cost[i]!) {
      next.cost[i] = start;
      next.before[i] = passed === 0 ? nowhere : fromBooked;
    }
    next.cost[i]! += nodes[i]!.cost + lateCost(demand, weights, passed + next.count, day + demand.earliestDay);
  }
  for (const k of booked.keys()) arriveAt(setting, next, k);
  return next;
}

/** What it costs to come to a node from no other one: as the very first, or right after a booked session. */
function startCost(setting: Setting, layer: Layer, passed: number, i: number): number {
  if (passed > 0) return fromBookedCost(setting, layer, passed - 1, setting.days[i]!, setting.rows[i]!);
  return layer.count === 0 ? 0 : Infinity;
}

/** What it costs to come to this day and practitioner right after a booked session. */
function fromBookedCost(
  { demand, weights, booked, practitioners }: Setting,
  layer: Layer,
  k: number,
  day: number,
  row: number,
): number {
  const days = day - booked[k]!.day;
  if (!mayFollow(demand, days)) return Infinity;
  return (
    layer.bookedCost[k]! +
    gapCost(demand, weights, days) +
    continuityCost(weights, booked[k]!.practitionerId, practitioners[row])
  );
}

const mayFollow = ({ minDaysBetween, maxDaysBetween }: Demand, days: number): boolean =>
  days >= minDaysBetween && days <= (maxDaysBetween ?? Infinity);

/** The chains that come to a booked session: from the one before it with nothing in between, or from a node in between. */
function arriveAt(
  { demand, weights, booked, bookedBefore, nodes, practitioners }: Setting,
  layer: Layer,
  k: number,
): void {
  const { day, practitionerId } = booked[k]!;
  layer.bookedCost[k] = k === 0 ? Infinity : layer.bookedCost[k - 1]!;
  layer.bookedBefore[k] = nowhere;
  for (const [i, node] of nodes.entries()) {
    if (bookedBefore[node.day] !== k || !mayFollow(demand, day - node.day)) continue;
    const cost =
      layer.cost[i]! +
      gapCost(demand, weights, day - node.day) +
      continuityCost(weights, practitioners[node.row], practitionerId);
    if (cost >= layer.bookedCost[k]) continue;
    layer.bookedCost[k] = cost;
    layer.bookedBefore[k] = i;
  }
}

/** Writes down for each node the cheapest way to come to it from another one, and from which; gap and continuity are in it. */
function follow(setting: Setting, layer: Layer, next: Layer): void {
  const { nodes, gaps, reached, firstOf, days, rows } = setting;
  const best = bestOfDays(setting, layer);
  const before = best.map(({ costs }) => leastBefore(costs, gaps));
  const all = best.length - 1;
  for (let i = 0; i < nodes.length; i++) {
    const day = days[i]!;
    const [same, any] = [before[rows[i]!]![day]!, before[all]![day]!];
    if (same !== nowhere) consider(setting, layer, next, i, best[rows[i]!]!.nodes[same]!);
    if (any !== nowhere) consider(setting, layer, next, i, best[all]!.nodes[any]!);
    if (reached[day] === 1)
      for (let node = firstOf[day - 1]!; node < firstOf[day]!; node++)
        if (nodes[node]!.to <= nodes[i]!.from) consider(setting, layer, next, i, node);
  }
}

function consider(
  { days, rows, demand, weights }: Setting,
  layer: Layer,
  next: Layer,
  i: number,
  before: number,
): void {
  const change = rows[before] === rows[i] ? 0 : weights.continuity;
  const cost = layer.cost[before]! + gapCost(demand, weights, days[i]! - days[before]!) + change;
  if (cost >= next.cost[i]!) return;
  next.cost[i] = cost;
  next.before[i] = before;
}

/** Of each day the cheapest chain that ends on it, and its last node. */
interface DayBest {
  costs: Float64Array;
  nodes: Int32Array;
}

/** For each practitioner, and at the end for all of them. */
function bestOfDays({ nodes, practitioners, dayCount, days, rows }: Setting, { cost }: Layer): DayBest[] {
  const best = Array.from({ length: practitioners.length + 1 }, (): DayBest => ({
    costs: new Float64Array(dayCount).fill(Infinity),
    nodes: new Int32Array(dayCount).fill(nowhere),
  }));
  for (let i = 0; i < nodes.length; i++) {
    note(best[rows[i]!]!, days[i]!, i, cost[i]!);
    note(best[practitioners.length]!, days[i]!, i, cost[i]!);
  }
  return best;
}

function note({ costs, nodes }: DayBest, day: number, node: number, cost: number): void {
  if (cost >= costs[day]!) return;
  costs[day] = cost;
  nodes[day] = node;
}

/** The cheapest of the last layer's chains that passes all booked sessions. */
function chainOf(setting: Setting, layers: readonly Layer[]): Chain | undefined {
  const { nodes, booked, bookedBefore, days } = setting;
  const layer = layers.at(-1)!;
  let cost = booked.length > 0 ? layer.bookedCost.at(-1)! : layer.count === 0 ? 0 : Infinity;
  let last = nowhere;
  for (let i = 0; i < nodes.length; i++)
    if (layer.cost[i]! < cost && bookedBefore[days[i]!] === booked.length) {
      cost = layer.cost[i]!;
      last = i;
    }
  if (cost === Infinity) return undefined;
  return { cost, nodes: trace(setting, layers, last).map((i) => nodes[i]!) };
}

/** The nodes that lead to `last`, or to the last booked session where that is nowhere. */
function trace({ nodes, booked, bookedBefore }: Setting, layers: readonly Layer[], last: number): number[] {
  const chain: number[] = [];
  let node = last;
  let k = booked.length - 1;
  for (let count = layers.length - 1; count > 0;) {
    if (node === nowhere) {
      node = layers[count]!.bookedBefore[k]!;
      k--;
      continue;
    }
    chain.unshift(node);
    const before = layers[count]!.before[node]!;
    k = bookedBefore[nodes[node]!.day]! - 1;
    count--;
    node = before === fromBooked ? nowhere : before;
  }
  return chain;
}
