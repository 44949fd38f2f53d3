import type { Database } from "../platform/database.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { solveBatch } from "./batch/solve-batch.ts";
import { requestCost } from "./costs.ts";
import { findItinerary } from "./itinerary.ts";
import { weightsOf } from "./plan-record.ts";
import { selectWanted } from "./problem.sql.ts";
import type { Answer } from "./proposal.ts";
import { proposeSessions } from "./propose-sessions.ts";
import { readProblemOf } from "./read-problem.ts";
import type { Question } from "./read-question.ts";
import { readAgainst } from "./read-sight.ts";
import { replan } from "./replan.ts";
import { placeSeries } from "./series.ts";

/** How good what was found is by now. */
export interface Found {
  objective: number;
  bound: number;
}

export interface Watch {
  timeLimitMs: number;
  signal: AbortSignal;
  enough: AbortSignal;
  onProgress: (found: Found) => void;
}

/** Answers what takes no longer than a call may. */
export async function answerAtOnce(house: House, { organizationId }: Caller, question: Question): Promise<Answer> {
  const { asked } = question;
  if (question.kind === "replan") return await replan(house, organizationId, asked, weightsOf(asked));
  if (asked.itinerary) return await findItinerary(house, organizationId, asked.itinerary, weightsOf(asked));
  return await placeOne(house, organizationId, question);
}

/** One request: the best there is, which is its own bound. */
async function placeOne(house: House, organizationId: string, question: Question): Promise<Answer> {
  const { problem, wanted, against } = await readSessions(house, organizationId, question);
  const placed = problem.requests.map((demand) => placeSeries(problem, demand));
  const proposals = await proposeSessions(problem, wanted, placed, against);
  const objective = problem.requests.reduce((sum, demand, i) => sum + requestCost(problem, demand, placed[i]!), 0);
  return { proposals, objective, bound: objective };
}

/** Searches for where all the sessions of many requests go, as long as it is let. */
export async function searchAnswer(
  house: House,
  organizationId: string,
  question: Question,
  watch: Watch,
): Promise<Answer> {
  const { problem, wanted, against } = await readSessions(house, organizationId, question);
  watch.signal.throwIfAborted();
  const { placed, objective, bound } = await solveBatch(problem, watch);
  return { proposals: await proposeSessions(problem, wanted, placed, against), objective, bound };
}

async function readSessions(house: House, organizationId: string, { requestIds, asked }: Question) {
  const now = house.now();
  return await house.postgres.read(organizationId, async (database: Database) => {
    const wanted = await selectWanted(database, requestIds);
    const problem = await readProblemOf(database, wanted, { weights: weightsOf(asked), now });
    return { wanted, problem, against: await readAgainst(database, problem, wanted, now) };
  });
}
