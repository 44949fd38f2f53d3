import { rules, useCases } from "./scripts/rules.mjs";

/** Changes rules one small step at a time and asks whether a test notices. `npm run mutate` starts it and reads its report. */
export default {
  mutate: process.env.MUTATE === "use-cases" ? useCases() : rules(),
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "vitest.mutation.config.ts", related: true },
  // To select tests for each mutant takes some that were never tested for survivors, and those of a table that is made at import.
  coverageAnalysis: "off",
  concurrency: 2,
  timeoutMS: 20_000,
  ignorePatterns: ["/.ci", "/.screens", "/bench", "/data", "/docs", "/web"],
  tempDirName: "dist/mutation/sandbox",
  reporters: ["progress-append-only", "json"],
  jsonReporter: { fileName: "dist/mutation/report.json" },
};
