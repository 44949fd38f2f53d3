import "./gap-curve.css";
import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Plan } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { curveLines } from "./curve-lines.ts";

const [width, height] = [320, 96];

/** How the search went: what the best answer cost, over what no answer can cost less than. Where the lines meet, it is the best. */
export function GapCurve({ curve }: Pick<Plan, "curve">) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const lines = curveLines(curve, width, height);
  const last = curve.at(-1);
  if (!lines || !last) return null;
  const seconds = formats.number(Math.round(last.ms / 100) / 10);
  const [cost, least] = [formats.number(last.objective), formats.number(last.bound)];
  return (
    <figure className="gap-curve">
      <svg
        viewBox={`-3 -3 ${width + 6} ${height + 6}`}
        className="mirrored"
        role="img"
        aria-label={t("plans.curve.heard", { seconds, cost, least })}
        preserveAspectRatio="none"
      >
        <polygon points={lines.between} className="gap-between" />
        <polyline points={lines.objective} className="gap-objective" />
        <polyline points={lines.bound} className="gap-bound" />
      </svg>
      <Group component="figcaption" gap="md">
        <Key name="objective" text={t("plans.curve.objective", { number: cost })} />
        <Key name="bound" text={t("plans.curve.bound", { number: least })} />
        <Text size="xs" c="var(--quiet-text)">
          {t("plans.curve.seconds", { number: seconds })}
        </Text>
      </Group>
    </figure>
  );
}

function Key({ name, text }: { name: "objective" | "bound"; text: string }) {
  return (
    <Group gap={6} wrap="nowrap">
      <svg viewBox="0 0 18 6" width={18} height={6} aria-hidden>
        <polyline points="0,3 18,3" className={`gap-${name}`} />
      </svg>
      <Text size="xs" className="number">
        {text}
      </Text>
    </Group>
  );
}
