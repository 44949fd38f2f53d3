import type { TFunction } from "i18next";
import type { Formats } from "../text/formats.ts";
import type { Quality } from "./plan-quality.ts";

/** "Proved best" where that is so, and nothing better than what is known otherwise; null while there is no answer. */
export function qualityWords(quality: Quality, t: TFunction, formats: Formats): string | null {
  if (!quality) return null;
  if (quality.best) return t("plans.best");
  if (quality.basisPoints === null) return t("plans.unproved");
  return t("plans.near", { percent: formats.percent(quality.basisPoints) });
}
