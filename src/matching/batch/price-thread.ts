import { setTimeout as sleep } from "node:timers/promises";
import { MessageChannel, type MessagePort, receiveMessageOnPort, resourceLimits, Worker } from "node:worker_threads";
import type { Board } from "./board.ts";
import type { Share } from "./draft.ts";
import { findPrices, type PriceTerms, startGreedily } from "./find-prices.ts";
import type { Guide } from "./price-search.ts";
import type { PriceSource } from "./price-source.ts";

/** How often somebody who waits looks whether something has come. */
const lookEachMs = 2;

/** What comes through the port: the greedy start, then guides, and null in the end. */
type Message = readonly Share[] | Guide | null;

/** What the thread does that looks for prices. */
export function postPrices(port: MessagePort, board: Board, terms: PriceTerms): void {
  const post = (message: Message): void => port.postMessage(message); // oxlint-disable-line unicorn/require-post-message-target-origin -- a port has none
  const start = startGreedily(board);
  post(start.shares);
  for (const guide of findPrices(board, start, terms)) post(guide);
  post(null);
}

/**
 * Has a second thread look for prices: the same program within the same limits, which gets a port. Both look at the port by themselves: who makes moves has no
 * time for events. A thread that fails takes the one that waits for it along.
 */
export function pricesBeside(program: URL, workerData: object): PriceSource {
  const { port1: port, port2: posts } = new MessageChannel();
  const thread = new Worker(program, {
    workerData: { ...workerData, posts },
    transferList: [posts],
    resourceLimits,
  });
  thread.once("error", (error) => {
    throw error;
  });
  thread.unref();
  const look = (): Message | undefined => receiveMessageOnPort(port)?.message as Message | undefined;
  const wait = async (): Promise<Message> => {
    for (;;) {
      const message = look();
      if (message !== undefined) return message;
      await sleep(lookEachMs);
    }
  };
  let isOver = false;
  const heard = (message: Message): Guide | null => {
    isOver = message === null;
    return message as Guide | null;
  };
  return {
    greedy: async () => (await wait()) as readonly Share[],
    first: async () => (await wait()) as Guide,
    next: async () => (isOver ? null : heard(await wait())),
    poll() {
      const message = isOver ? undefined : look();
      return message === undefined ? null : heard(message);
    },
  };
}
