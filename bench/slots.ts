import { parseArgs } from "node:util";
import { openScene } from "../test/scene.ts";
import { type GenerationFigures, generationTable, measureGeneration } from "./generate.ts";
import { onBenchServer } from "./on-server.ts";

/**
 * Slots generated per second, beside a bare INSERT ... SELECT of the same rows on the same durable database, in turn.
 * See docs/reference/benchmarks.md.
 */
const { values: options } = parseArgs({
  options: {
    practitioners: { type: "string", default: "50,500" },
    days: { type: "string", default: "60" },
    rounds: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
  },
});

await onBenchServer({ environment: { KEEP_INVENTORY: "false" } }, async ({ ownerUrl, appUrl }) => {
  const results: GenerationFigures[] = [];
  for (const practitioners of options.practitioners.split(",").map(Number)) {
    const scene = await openScene({ appUrl });
    // A large inventory is measured once: its rounds would take minutes.
    const rounds = practitioners > 100 ? 1 : Number(options.rounds);
    results.push(await measureGeneration(scene, ownerUrl, { practitioners, days: Number(options.days), rounds }));
    await scene.close();
  }
  console.log(options.json ? JSON.stringify(results) : generationTable(results));
});
