import { isAbsolute, join } from "node:path";
import { rolldown } from "rolldown";

/** The thread that searches for a batch is a program of its own: where the tests run from sources, it is bundled before. */
export async function setup(): Promise<void> {
  const external = (id: string) => !id.startsWith(".") && !isAbsolute(id);
  const cwd = join(import.meta.dirname, "..");
  const input = { "batch-worker": "src/matching/batch/worker.ts" };
  const made = await rolldown({ cwd, input, platform: "node", external, tsconfig: false });
  await made.write({ dir: join(cwd, "dist", "sources"), format: "esm", entryFileNames: "[name].mjs" });
  await made.close();
}
