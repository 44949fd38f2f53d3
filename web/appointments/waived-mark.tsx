import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Waiver } from "../api/types.ts";
import { isOverbooking } from "../booking/waivable.ts";

/** That a rule was set aside for it; beside another booking, or not. */
export function WaivedMark({ waived }: { waived: readonly Waiver[] | null }) {
  const { t } = useTranslation();
  if (!waived?.length) return null;
  const over = isOverbooking(waived.map(({ rule }) => rule));
  return (
    <Badge bg="var(--fill)" c="var(--ink)" className={`status-badge ${over ? "is-missed" : "is-held"}`}>
      {t(over ? "waive.overbooked" : "waive.exception")}
    </Badge>
  );
}
