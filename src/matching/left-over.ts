import { covers, type Range, subtract } from "../core/ranges.ts";
import { chooseResources } from "./free-lanes.ts";
import type { Placed, Problem, Supply } from "./problem.ts";

/** What is left of a problem's resources beside the sessions that a plan has placed. */
export class LeftOver {
  readonly #problem: Problem;
  readonly #resources: Supply[];

  constructor(problem: Problem, placed: readonly Placed[] = []) {
    this.#problem = problem;
    this.#resources = [...problem.resources];
    for (const one of placed) this.take(one);
  }

  take({ offering: index, start, resources }: Placed): void {
    const { starts, needs } = this.#problem.offerings[index]!;
    for (const [i, { from, to }] of needs.entries())
      this.#takeLane(resources[i]!, [starts[start]! + from, starts[start]! + to]);
  }

  #takeLane(resource: number, during: Range): void {
    const supply = this.#resources[resource]!;
    const lane = supply.lanes.findIndex((free) => covers(free, during));
    const lanes = supply.lanes.map((free, i) => (i === lane ? subtract(free, [during]) : free));
    this.#resources[resource] = { ...supply, lanes };
  }

  /** For each need of a start a resource that is left, or null. By the places of an offering and its start. */
  choose(offering: number, start: number): number[] | null {
    return chooseResources({ resources: this.#resources }, this.#problem.offerings[offering]!, start);
  }

  isLeft(offering: number, start: number): boolean {
    return this.choose(offering, start) !== null;
  }
}
