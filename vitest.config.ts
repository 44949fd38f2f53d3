import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** What is awaited comes late on a busy machine, and what never comes is noticed all the same. */
const unhurried = { poll: { timeout: 15_000 } };
const slow = { testTimeout: 30_000, hookTimeout: 60_000 };
const bundled = "./test/bundled-worker.ts";
/** One file leaves nothing in its modules for the next, and to load the whole server anew for each takes seconds. */
const postgres = { globalSetup: ["./test/postgres-server.ts", bundled], isolate: false };

export default defineConfig({
  test: {
    // Two also where there are two cores, of which Vitest would use one: a test that waits for PostgreSQL leaves its core to others.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "web/**/*.test.{ts,tsx}", "test/oracle/**/*.test.ts"],
          exclude: ["src/**/*.db.test.ts"],
          globalSetup: [bundled],
          expect: unhurried,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "database",
          include: ["src/**/*.db.test.ts", "test/**/*.test.ts"],
          exclude: ["test/browser/**", "test/oracle/**"],
          ...postgres,
          ...slow,
          expect: unhurried,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          ...postgres,
          expect: unhurried,
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
