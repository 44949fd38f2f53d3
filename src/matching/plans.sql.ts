import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import type { PlanStatus } from "../core/moves.ts";
import type { Database, Transaction } from "../platform/database.ts";
import type { Weights } from "./problem.ts";
import type { newPlan, planKind } from "./schemas.ts";

export type PlanKind = z.output<typeof planKind>;
export type Asked = z.output<typeof newPlan>;

/** The version of a plan that is searched for. One that has another while it runs was told that it is enough. */
export const searched = 1;

/** How the search stood after so many milliseconds. */
export interface CurvePoint {
  ms: number;
  objective: number;
  bound: number;
}

/** A plan without its placements, as it is stored. */
export interface PlanRow {
  id: string;
  version: number;
  kind: PlanKind;
  clinic_id: string | null;
  status: PlanStatus;
  objective: number | null;
  bound: number | null;
  progress: number;
  curve: CurvePoint[];
  weights: Weights;
  failure: string | null;
  created_at: Temporal.Instant;
  finished_at: Temporal.Instant | null;
}

const columns =
  "id, version, kind, clinic_id, status, objective, bound, progress, curve, weights, failure, created_at, finished_at";

export interface NewPlanRow {
  id: string;
  kind: PlanKind;
  clinicId: string | null;
  question: Asked;
  weights: Weights;
  createdBy: string;
}

/** A plan for which an answer is being looked for. */
export async function insertPlan(tx: Transaction, plan: NewPlanRow, now: Temporal.Instant): Promise<void> {
  const { id, kind, clinicId, question, weights, createdBy } = plan;
  await tx.rows(
    `insert into matching_plans (organization_id, id, kind, clinic_id, status, question, weights, curve, progress, created_by,
       created_at, updated_at, version)
     values ($1, $2, $3, $4, 'running', $5, $6, '[]', 0, $7, $8, $8, 1)`,
    [tx.organizationId, id, kind, clinicId, JSON.stringify(question), JSON.stringify(weights), createdBy, now],
  );
}

export async function selectPlan(database: Database, id: string): Promise<PlanRow | undefined> {
  const [row] = await database.rows<PlanRow>(
    `select ${columns} from matching_plans where organization_id = $1 and id = $2`,
    [database.organizationId, id],
  );
  return row;
}

/** The newest first, after the keyset (made, id). What is of several clinics is listed at each. */
export async function listPlans(
  database: Database,
  { clinicId, kind }: { clinicId: string | null; kind: PlanKind | null },
  after: (string | null)[],
  limit: number,
): Promise<PlanRow[]> {
  return await database.rows(
    `select ${columns} from matching_plans
     where organization_id = $1 and ($2::uuid is null or clinic_id = $2 or clinic_id is null) and ($3::text is null or kind = $3)
       and ($4::timestamptz is null or (created_at, id) < ($4, $5::uuid))
     order by created_at desc, id desc limit $6`,
    [database.organizationId, clinicId, kind, ...after, limit],
  );
}

/** Writes down how far a search has come, and that it lives. Gives the plan's version; null when it is not wanted any more. */
export async function noteProgress(
  tx: Transaction,
  id: string,
  { progress, curve }: { progress: number; curve: readonly CurvePoint[] },
  now: Temporal.Instant,
): Promise<number | null> {
  const last = curve.at(-1);
  const [row] = await tx.rows<{ version: number }>(
    `update matching_plans set progress = $3, curve = $4, objective = $5, bound = $6, updated_at = $7
     where organization_id = $1 and id = $2 and status = 'running' returning version`,
    [tx.organizationId, id, progress, JSON.stringify(curve), last?.objective, last?.bound, now],
  );
  return row?.version ?? null;
}

/** The answer is there. Says whether it was still wanted. Who had it before the time was over keeps how far the search had come. */
export async function finishPlan(
  tx: Transaction,
  id: string,
  { objective, bound, curve }: { objective: number; bound: number; curve: readonly CurvePoint[] },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(
    `update matching_plans set status = 'ready', objective = $3, bound = $4, curve = $5,
       progress = case when version = ${searched} then 100 else progress end, finished_at = $6,
       updated_at = $6, version = version + 1
     where organization_id = $1 and id = $2 and status = 'running' returning 1`,
    [tx.organizationId, id, objective, bound, JSON.stringify(curve), now],
  );
  return rows.length === 1;
}

export interface PlanStep {
  from: readonly PlanStatus[];
  /** Null leaves it as it is; something of it has changed nevertheless. */
  to: PlanStatus | null;
  /** Null when the caller does not mind. */
  version: number | null;
  failure?: string;
  now: Temporal.Instant;
}

/** The guarded move, which also locks the plan: whoever changes its placements makes it first. Says whether it was made. */
export async function movePlan(tx: Transaction, id: string, step: PlanStep): Promise<boolean> {
  const { from, to, version, failure = null, now } = step;
  const rows = await tx.rows(
    {
      name: "move_plan",
      text: `update matching_plans set status = coalesce($4, status), failure = coalesce($6, failure), updated_at = $7,
           finished_at = coalesce(finished_at, case when status = 'running' and $4 is not null then $7::timestamptz end), version = version + 1
         where organization_id = $1 and id = $2 and status = any ($3) and ($5::integer is null or version = $5) returning 1`,
    },
    [tx.organizationId, id, from, to, version, failure, now],
  );
  return rows.length === 1;
}

/** Gives up the searches from which nothing was heard since `before`: the process that ran them is gone. */
export async function failSilent(
  tx: Transaction,
  before: Temporal.Instant,
  failure: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `update matching_plans set status = 'failed', failure = $3, finished_at = $4, updated_at = $4, version = version + 1
     where organization_id = $1 and status = 'running' and updated_at < $2`,
    [tx.organizationId, before, failure, now],
  );
}

/** Whether there are any, which a reader can say. */
export async function selectSilent(database: Database, before: Temporal.Instant): Promise<boolean> {
  const rows = await database.rows(
    "select 1 from matching_plans where organization_id = $1 and status = 'running' and updated_at < $2 limit 1",
    [database.organizationId, before],
  );
  return rows.length > 0;
}
