import { parseArgs } from "node:util";
import { batchSection } from "./matching/batch.ts";
import { replanSection } from "./matching/replan.ts";
import { seriesSection } from "./matching/series.ts";

/** How long demand takes to be placed, and how far from the best. See docs/reference/benchmarks.md. */
const { values: options } = parseArgs({
  options: {
    requests: { type: "string", default: "1000" },
    practitioners: { type: "string", default: "30" },
    weeks: { type: "string", default: "26" },
    seconds: { type: "string", default: "10" },
    cpu: { type: "boolean", default: false },
    only: { type: "string" },
    json: { type: "boolean", default: false },
  },
});

const size = {
  requests: Number(options.requests),
  practitioners: Number(options.practitioners),
  weeks: Number(options.weeks),
};
const sections = {
  series: seriesSection,
  replan: replanSection,
  batch: () => batchSection(size, { timeLimitMs: Number(options.seconds) * 1000, ofCpu: options.cpu }),
};
for (const [name, section] of Object.entries(sections)) {
  if (options.only !== undefined && options.only !== name) continue;
  const { figures, text } = await section();
  console.log(options.json ? JSON.stringify(figures) : `${text}\n`);
}
