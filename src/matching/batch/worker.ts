import { parentPort, workerData } from "node:worker_threads";
import type { Problem } from "../problem.ts";
import { searchBatch } from "./search.ts";

/** What runs beside the server: gets a problem, tells how it goes, answers once. */
interface Told {
  problem: Problem;
  timeLimitMs: number;
  seed: number;
  /** One at 0 once somebody wants what there is. */
  isEnough: Int32Array;
}

const { problem, timeLimitMs, seed, isEnough } = workerData as Told;

/** The search asks nothing but the clock whether it may go on. */
const late = performance.now() + 2 * timeLimitMs;

const solution = await searchBatch(problem, {
  timeLimitMs,
  seed,
  clock: () => (Atomics.load(isEnough, 0) === 1 ? late : performance.now()),
  onProgress: (progress) => tell({ progress }),
});
tell({ solution });

function tell(message: object): void {
  parentPort!.postMessage(message); // oxlint-disable-line unicorn/require-post-message-target-origin -- a port has none
}
