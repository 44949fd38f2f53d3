import { parentPort, workerData } from "node:worker_threads";
import type { Problem } from "../problem.ts";
import { searchBatch } from "./search.ts";

/** What runs beside the server: gets a problem, tells how it goes, answers once. */
const { problem, timeLimitMs, seed } = workerData as { problem: Problem; timeLimitMs: number; seed: number };

const solution = await searchBatch(problem, {
  timeLimitMs,
  seed,
  clock: () => performance.now(),
  onProgress: (progress) => tell({ progress }),
});
tell({ solution });

function tell(message: object): void {
  parentPort!.postMessage(message); // oxlint-disable-line unicorn/require-post-message-target-origin -- a port has none
}
