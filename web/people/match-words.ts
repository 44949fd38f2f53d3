import type { TFunction } from "i18next";
import type { Duplicate } from "../api/patient-types.ts";

/** From this score on two records are very likely one person's. */
const likely = 75;

export const likelihoodText = (score: number, t: TFunction): string =>
  t(score >= likely ? "merging.veryLikely" : "merging.maybe");

/** What speaks for one person, and what against. */
export const reasonWords = (reasons: Duplicate["reasons"], t: TFunction): string[] =>
  reasons.map(({ code }) => t(`merging.reasons.${code}`));
