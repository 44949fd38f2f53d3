import { type Avoided, placeInTurn } from "./place-in-turn.ts";
import type { Placed, Problem } from "./problem.ts";
import { settleClashes } from "./settle-clashes.ts";

/** Places the lines of one contract: as many of their sessions as fit, for as little as they can cost. */
export async function placeLines(problem: Problem, avoided: Avoided): Promise<Placed[][]> {
  const inTurn = placeInTurn(problem, avoided);
  return problem.requests.length < 2 ? inTurn : await settleClashes(problem, avoided, inTurn);
}
