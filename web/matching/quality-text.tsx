import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";
import type { Quality } from "./plan-quality.ts";
import { qualityWords } from "./quality-words.ts";

/** How good an answer is, and in green when it is proved to be the best. */
export function QualityText({ quality }: { quality: Quality }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  if (!quality) return null;
  return (
    <Badge size="lg" bg="var(--fill)" c="var(--ink)" className={`self-start ${quality.best ? "is-good" : "is-booked"}`}>
      {qualityWords(quality, t, formats)}
    </Badge>
  );
}
