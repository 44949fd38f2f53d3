import { defineConfig } from "vitest/config";

const rules = {
  name: "rules",
  include: ["src/{booking,reception}/**/*.test.ts"],
  exclude: ["src/**/*.db.test.ts"],
  // Pure code leaves nothing behind, and a worker for each file would take most of the time.
  isolate: false,
  testTimeout: 20_000,
};

const useCases = {
  name: "use cases",
  include: ["src/{booking,reception}/**/*.db.test.ts", "test/{booking,day,moves}.test.ts"],
  globalSetup: ["./test/postgres-server.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

/** What `npm run mutate` asks about each mutant. */
export default defineConfig({ test: process.env.MUTATE === "use-cases" ? useCases : rules });
