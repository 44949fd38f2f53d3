import { Text } from "@mantine/core";
import { Timer } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Estimate } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";

/** When somebody who waits may expect to be called: between so many minutes and so many. */
export function EstimateText({ estimate }: { estimate: Estimate }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { low_minutes: low, high_minutes: high } = estimate;
  return (
    <Text size="sm" c="var(--quiet-text)" className="estimate">
      <Timer size={14} aria-hidden />
      {high === 0 ? t("queue.estimateNow") : t("queue.estimate", { range: formats.minutesRange(low, high) })}
    </Text>
  );
}
