import { Alert } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { messageOf } from "../api/problem.ts";
import type { Clinic, Plan } from "../api/types.ts";
import { Proposals } from "./proposals.tsx";
import { refusedWith } from "./refused-with.ts";
import { ReplanPlan } from "./replan-plan.tsx";
import { RunningPlan } from "./running-plan.tsx";
import { usePlanMoves } from "./use-plan-moves.ts";
import { VisitPlan } from "./visit-plan.tsx";

/** A plan in its present state: while it is looked for, what it proposes, and what became of it. */
export function PlanView({ plan, clinic }: { plan: Plan; clinic: Clinic }) {
  const { t } = useTranslation();
  const moves = usePlanMoves(plan);
  const shared = { plan, clinic, moves };
  if (plan.status === "running") return <RunningPlan plan={plan} moves={moves} />;
  if (plan.status === "failed")
    return (
      <Alert color="red" icon={<CircleAlert size={20} aria-hidden />} title={t("plans.failed")} role="alert">
        {failureText(plan.failure ?? "", t)}
      </Alert>
    );
  if (plan.kind === "itinerary") return <VisitPlan {...shared} />;
  return plan.kind === "replan" ? <ReplanPlan {...shared} /> : <Proposals {...shared} />;
}

/** What kept the search from an end: the server's, or a code as a refusal has one. */
const failureText = (code: string, t: TFunction): string =>
  t(`plans.failures.${code}`, { defaultValue: "" }) || messageOf(refusedWith({ code, detail: "" }), t);
