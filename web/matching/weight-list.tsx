import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { usualWeights } from "../../src/matching/schemas.ts";
import type { Plan } from "../api/types.ts";
import { More } from "../parts/more.tsx";
import { useDesk } from "../shell/desk.tsx";
import { runWeights } from "./weight-values.ts";

/** What mattered to a run, and where that was otherwise than usual. */
export function WeightList({ weights }: { weights: Plan["weights"] }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <More label={t("plans.weights.title")}>
      <ul className="plain-list" aria-label={t("plans.weights.title")}>
        {runWeights.map((name) => {
          const points = weights[name] ?? usualWeights[name];
          const isUsual = points === usualWeights[name];
          const usual = t("plans.weights.usual", { number: formats.number(usualWeights[name]) });
          return (
            <Text key={name} component="li" size="sm" fw={isUsual ? 400 : 650}>
              {formats.line([t(`plans.weights.${name}`), formats.number(points), isUsual ? null : usual])}
            </Text>
          );
        })}
      </ul>
    </More>
  );
}
