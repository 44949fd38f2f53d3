import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";
import type { Quality } from "./plan-quality.ts";

/** That an answer is proved to be the best, or how far from it it may be; nothing while nothing is known. */
export function QualityText({ quality }: { quality: Quality }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  if (!quality) return null;
  return (
    <Badge size="lg" bg="var(--fill)" c="var(--ink)" className={`self-start ${quality.best ? "is-good" : "is-booked"}`}>
      {quality.best ? t("plans.best") : t("plans.near", { percent: formats.percent(quality.basisPoints) })}
    </Badge>
  );
}
