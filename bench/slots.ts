import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { appUrlOf } from "../src/platform/app-role.ts";
import { findRunning } from "../src/platform/embedded/embedded.ts";
import { openScene } from "../test/scene.ts";
import { freePort, startServerProcess } from "../test/server-process.ts";
import { table } from "./figures.ts";
import { type GenerationFigures, measureGeneration } from "./generate.ts";

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

async function measureOne(ownerUrl: string, practitioners: number): Promise<GenerationFigures> {
  const scene = await openScene({ appUrl: appUrlOf(ownerUrl) });
  // A large inventory is measured once: its rounds would take minutes.
  const rounds = practitioners > 100 ? 1 : Number(options.rounds);
  const figures = await measureGeneration(scene, ownerUrl, { practitioners, days: Number(options.days), rounds });
  await scene.close();
  return figures;
}

function print(results: readonly GenerationFigures[]): void {
  const head = [
    "practitioners",
    "days",
    "rows",
    "rows/s",
    "bare rows/s",
    "ratio",
    "by round",
    "again ms",
    "one rule ms",
  ];
  const rows = results.map((one) => [
    String(one.practitioners),
    String(one.days),
    String(one.rows),
    one.perSecond.toFixed(0),
    one.ceilingPerSecond.toFixed(0),
    (one.perSecond / one.ceilingPerSecond).toFixed(2),
    one.ratios.map((ratio) => ratio.toFixed(2)).join(" "),
    one.againMs.toFixed(0),
    one.changedMs.toFixed(0),
  ]);
  console.log(table([head, ...rows]));
}

const dataDir = mkdtempSync(join(tmpdir(), "tessera-bench-"));
const server = await startServerProcess({
  dataDir,
  port: await freePort(),
  program: join(process.cwd(), "dist", "tessera.mjs"),
  quiet: true,
  environment: { KEEP_INVENTORY: "false" },
});
try {
  const { ownerUrl } = (await findRunning(dataDir))!;
  const results = [];
  for (const practitioners of options.practitioners.split(",").map(Number))
    results.push(await measureOne(ownerUrl, practitioners));
  if (options.json) console.log(JSON.stringify(results));
  else print(results);
} finally {
  server.kill("SIGTERM");
  await server.ended;
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
