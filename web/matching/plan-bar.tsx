import { Button, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { allows, planMoves } from "../../src/core/moves.ts";
import type { Plan } from "../api/types.ts";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { GapCurve } from "./gap-curve.tsx";
import { countsOf } from "./placement-groups.ts";
import { qualityOf } from "./plan-quality.ts";
import { QualityText } from "./quality-text.tsx";
import { WeightList } from "./weight-list.tsx";
import type { PlanMoves } from "./use-plan-moves.ts";

interface PlanBarProps {
  plan: Plan;
  moves: PlanMoves;
  /** Those that are ticked; all that are proposed where nothing can be ticked. */
  chosen: readonly string[];
  labels: { all: string; chosen?: (count: number) => string };
}

/** What came of a plan, and what can be done with it as a whole. */
export function PlanBar({ plan, moves, chosen, labels }: PlanBarProps) {
  const { formats, may } = useDesk();
  const { t } = useTranslation();
  const counts = countsOf(plan.placements);
  const placed = counts.all - counts.unplaced;
  const open = plan.placements.filter(({ status }) => status === "proposed").map(({ id }) => id);
  const canCommit = allows(planMoves.commit, plan.status) && may("commitPlan");
  return (
    <Paper p="md" mb="md">
      <Stack gap="sm">
        <Group gap="sm" role="status">
          <StatusBadge of="plan" status={plan.status} />
          <QualityText quality={qualityOf(plan)} />
          <Text size="sm">
            {t("plans.placed", { number: formats.number(placed), all: formats.number(counts.all) })}
          </Text>
          {plan.stopped && !plan.optimal && <Text size="sm">{t("plans.stopped")}</Text>}
          {plan.objective !== null && (
            <Text size="sm" c="var(--quiet-text)">
              {t("plans.points", { count: plan.objective, number: formats.number(plan.objective) })}
            </Text>
          )}
        </Group>
        <GapCurve curve={plan.curve} />
        {(plan.kind === "batch" || plan.kind === "series") && <WeightList weights={plan.weights} />}
        {moves.agreeing && (
          <Progress
            value={(moves.agreeing.done / moves.agreeing.of) * 100}
            size="lg"
            animated
            aria-label={t("plans.agreeing")}
          />
        )}
        <Group gap="sm">
          {canCommit && open.length > 0 && (
            <Button loading={moves.moving} onClick={() => void moves.commit(open)}>
              {labels.all}
            </Button>
          )}
          {canCommit && labels.chosen && chosen.length > 0 && (
            <Button variant="default" loading={moves.moving} onClick={() => void moves.commit(chosen)}>
              {labels.chosen(chosen.length)}
            </Button>
          )}
          {allows(planMoves.undo, plan.status) && may("undoPlan") && (
            <Button variant="default" loading={moves.moving} onClick={() => void moves.undo()}>
              {t("plans.undo")}
            </Button>
          )}
          {plan.status === "ready" && may("cancelPlan") && (
            <Button variant="subtle" loading={moves.moving} onClick={() => void moves.cancel()}>
              {t("plans.putAway")}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
