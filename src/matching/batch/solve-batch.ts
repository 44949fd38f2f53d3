import { Worker } from "node:worker_threads";
import type { Problem } from "../problem.ts";
import type { CurvePoint } from "./course.ts";
import type { BatchSolution } from "./search.ts";
import type { Told } from "./worker.ts";

export interface BatchTerms {
  timeLimitMs: number;
  seed?: number;
  onProgress?: (point: CurvePoint) => void;
  /** Ends the search at once; what it had found is lost. */
  signal?: AbortSignal;
  /** Ends the search as if its time were over: it answers with what it has found. */
  enough?: AbortSignal;
}

/** Beside the server's own bundle; a run from sources has it bundled before (test/bundled-worker.ts). */
const file = import.meta.url.endsWith(".ts") ? "../../../dist/sources/batch-worker.mjs" : "./batch-worker.mjs";
const heapMb = 1024;

type Message = { progress: CurvePoint } | { solution: BatchSolution };

/**
 * Places all requests of a problem as well as can be found in the time, and says how far from the best that can be. It runs in a
 * thread of its own, so the server goes on meanwhile. Rejects with the signal's reason when it is cancelled.
 */
export function solveBatch(problem: Problem, { timeLimitMs, seed = 1, onProgress, signal, enough }: BatchTerms) {
  return new Promise<BatchSolution>((resolve, reject) => {
    signal?.throwIfAborted();
    const isEnough = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const end = (): void => void Atomics.store(isEnough, 0, 1);
    if (enough?.aborted) end();
    enough?.addEventListener("abort", end, { once: true });
    const worker = new Worker(new URL(file, import.meta.url), {
      workerData: { problem, timeLimitMs, seed, isEnough } satisfies Told,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    const stop = (): void => {
      void worker.terminate().then(() => reject(signal!.reason as Error));
    };
    signal?.addEventListener("abort", stop, { once: true });
    worker.on("message", (message: Message) => {
      if ("progress" in message) onProgress?.(message.progress);
      else resolve(message.solution);
    });
    worker.once("error", reject);
    worker.once("exit", (code) => {
      signal?.removeEventListener("abort", stop);
      enough?.removeEventListener("abort", end);
      if (!signal?.aborted) reject(new Error(`The search ended with ${code} and no answer`)); // says nothing where there was one
    });
  });
}
