import { spotCosts, unplacedCost } from "./costs.ts";
import { chooseResources } from "./free-lanes.ts";
import type { Demand, Placed, Problem } from "./problem.ts";
import { candidatesOf, type Prices } from "./series/candidates.ts";
import { type Chain, cheapestChains } from "./series/chain.ts";

interface Terms {
  /** What a start costs besides, by place of its offering and of itself; Infinity forbids it. Answers' costs are without it. */
  prices?: Prices;
  /** Leaves nothing out that fits, whatever it costs; else a session is left out when to place it costs more than that. */
  asManyAsFit?: boolean;
}

/**
 * The best places for a request's sessions: exact, so that nothing costs less that leaves the same rules alone. In the order of time;
 * the first tickets get a place, shorter than the tickets where sessions are left out. Other requests are not looked at.
 */
export function placeSeries(
  problem: Problem,
  demand: Demand,
  { prices = [], asManyAsFit = false }: Terms = {},
): Placed[] {
  if (demand.ticketIds.length === 0) return [];
  const chains = cheapestChains(demand, problem.weights, candidatesOf(problem, demand, prices));
  const { nodes } = asManyAsFit ? chains.at(-1)! : cheapest(chains, demand, unplacedCost(demand, problem.weights));
  const costs = spotCosts(problem, demand, nodes);
  return nodes.map(({ offering, start }, i) => {
    const resources = chooseResources(problem, problem.offerings[offering]!, start) ?? preferred(problem, offering);
    return { ticketId: demand.ticketIds[i]!, offering, start, resources, cost: costs[i]! };
  });
}

/** Of equals the one that places more. */
function cheapest(chains: readonly (Chain | undefined)[], { ticketIds }: Demand, unplaced: number): Chain {
  let best = chains[0]!;
  let least = best.cost + ticketIds.length * unplaced;
  for (const [count, chain] of chains.entries()) {
    const cost = chain ? chain.cost + (ticketIds.length - count) * unplaced : Infinity;
    if (chain && cost <= least) [best, least] = [chain, cost];
  }
  return best;
}

const preferred = ({ offerings }: Problem, offering: number): number[] =>
  offerings[offering]!.needs.map(({ anyOf }) => anyOf[0]!);
