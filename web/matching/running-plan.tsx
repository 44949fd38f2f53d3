import { Button, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { CircleStop } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Plan } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { GapCurve } from "./gap-curve.tsx";
import { qualityOf } from "./plan-quality.ts";
import { QualityText } from "./quality-text.tsx";
import type { PlanMoves } from "./use-plan-moves.ts";

/** A search that goes on: how far it is, how good its answer is by now, and the way to stop it. */
export function RunningPlan({ plan, moves }: { plan: Plan; moves: PlanMoves }) {
  const { may } = useDesk();
  const { t } = useTranslation();
  return (
    <Paper p="md" maw={640}>
      <Stack gap="sm">
        <Text fw={600} role="status">
          {t("plans.searching")}
        </Text>
        <Progress value={plan.progress} size="lg" animated aria-label={t("plans.progress")} />
        <QualityText quality={qualityOf(plan)} />
        <GapCurve curve={plan.curve} />
        {may("cancelPlan") && (
          <Group>
            <Button
              variant="default"
              leftSection={<CircleStop size={18} aria-hidden />}
              loading={moves.moving}
              onClick={() => void moves.stop()}
            >
              {t("plans.stop")}
            </Button>
            <Text size="sm" c="var(--quiet-text)">
              {t("plans.stopHint")}
            </Text>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
