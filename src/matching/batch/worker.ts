import { availableParallelism } from "node:os";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Problem } from "../problem.ts";
import { boardOf } from "./board.ts";
import { postPrices, pricesBeside } from "./price-thread.ts";
import { searchBatch } from "./search.ts";
import { twoRounds } from "./time-shares.ts";

/** What runs beside the server: gets a problem, tells how it goes, answers once; where there are two cores it has a second thread look for prices. */
export interface Told {
  problem: Problem;
  timeLimitMs: number;
  seed: number;
  /** One at 0 once somebody wants what there is. */
  isEnough: Int32Array;
  /** Where the second thread says what it finds. */
  posts?: MessagePort;
}

const told = workerData as Told;
const { problem, timeLimitMs, seed, isEnough, posts } = told;

/** The search asks nothing but the clock whether it may go on. */
const began = performance.now();
const late = began + 2 * timeLimitMs;
const clock = (): number => (Atomics.load(isEnough, 0) === 1 ? late : performance.now());

if (posts) {
  postPrices(posts, boardOf(problem), { seed, rounds: twoRounds(timeLimitMs), elapsed: () => clock() - began });
} else {
  const source = availableParallelism() > 1 ? pricesBeside(new URL(import.meta.url), told) : undefined;
  const onProgress = (progress: object): void => tell({ progress });
  tell({ solution: await searchBatch(problem, { timeLimitMs, seed, clock, onProgress, ...(source && { source }) }) });
}

function tell(message: object): void {
  parentPort!.postMessage(message); // oxlint-disable-line unicorn/require-post-message-target-origin -- a port has none
}
