import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { Impact } from "../api/types.ts";
import type { RuleStep } from "./copy-rules.ts";
import { sumImpacts } from "./sum-impacts.ts";

/** What the steps would do, each weighed by itself: where they undo each other's effect, more is listed than will happen. */
export async function weighSteps(steps: RuleStep[]): Promise<Impact> {
  const impacts: Impact[] = [];
  for (const step of steps) impacts.push(await weighStep(step));
  return sumImpacts(impacts);
}

/** Does the steps in their order. One that is refused stops those after it. */
export async function takeSteps(steps: RuleStep[]): Promise<void> {
  try {
    for (const step of steps) await takeStep(step);
  } finally {
    await refreshHours();
  }
}

/** What a change of rules or exceptions makes stale. */
export const refreshHours = () => refresh(areas.setup, areas.calendar, areas.availability);

function weighStep(step: RuleStep): Promise<Impact> {
  if (step.kind === "create") return client.preview.createScheduleRule(step.body);
  const { id, version } = step.rule;
  if (step.kind === "delete") return client.preview.deleteScheduleRule(id, version);
  return client.preview.changeScheduleRule(id, step.body, version);
}

function takeStep(step: RuleStep): Promise<unknown> {
  if (step.kind === "create") return client.createScheduleRule(step.body);
  const { id, version } = step.rule;
  if (step.kind === "delete") return client.deleteScheduleRule(id, version);
  return client.changeScheduleRule(id, step.body, version);
}
