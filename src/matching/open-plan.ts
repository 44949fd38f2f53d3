import type { Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { answerAtOnce } from "./answer-question.ts";
import { type Plan, storePlan } from "./plan-record.ts";
import type { PlanSearches } from "./plan-searches.ts";
import type { Asked } from "./plans.sql.ts";
import { readQuestion } from "./read-question.ts";

/**
 * Makes a plan of a question. One patient's sessions, a re-plan and an itinerary are answered in the same call; many requests are
 * searched for in the background, and the plan runs until that is done. Nothing is kept from anybody by it.
 *
 * Throws `invalid_request`, `empty_range`, `range_too_long` or `not_found`, each with a pointer into the question.
 */
export async function openPlan(house: House, caller: Caller, asked: Asked, searches: PlanSearches): Promise<Plan> {
  const { organizationId } = caller;
  const question = await house.postgres.read(organizationId, (database) => readQuestion(database, asked));
  const answer = question.kind === "batch" ? null : await answerAtOnce(house, caller, question);
  const plan = await house.postgres.write(organizationId, (tx) => storePlan(tx, question, answer, caller, house.now()));
  if (plan.status === "running") searches.begin(organizationId, plan.id, question);
  return plan;
}
