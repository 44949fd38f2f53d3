import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "./seed.ts";

/**
 * What the network does to one call:
 * `pass` nothing; `slow` it takes its time there and back; `unsent` the connection breaks before the call gets there; `unanswered` it breaks
 * once the server has answered; `cut` it breaks within the answer; `late` it breaks, and the call gets there all the same, some time after.
 */
export type Fate = "pass" | "slow" | "unsent" | "unanswered" | "cut" | "late";

export interface Proxy {
  url: string;
  /** Settles when no call is under way any more, late ones included. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** Names the fate of a call and how many milliseconds it takes; the caller chooses, so that a seed repeats it. */
export const fateHeader = "x-fate";

/** A network between callers and a server that loses, breaks and delays. */
export async function openProxy(target: string): Promise<Proxy> {
  const underWay = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const call = carry(target, request, response).catch(() => void request.socket.destroy());
    underWay.add(call);
    void call.then(() => underWay.delete(call));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    quiet: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function carry(target: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { [fateHeader]: header, host: _, connection: __, "accept-encoding": ___, ...headers } = request.headers;
  const [fate, milliseconds] = String(header ?? "pass 0").split(" ") as [Fate, string];
  const body = await buffer(request);
  const hangUp = () => request.socket.resetAndDestroy();
  if (fate === "unsent" || fate === "late") hangUp();
  if (fate === "unsent") return;
  if (fate === "slow" || fate === "late") await sleep(Number(milliseconds));
  const answer = await fetch(`${target}${request.url}`, {
    method: request.method ?? "GET",
    headers: { ...(headers as Record<string, string>), "accept-encoding": "identity" },
    ...(body.length > 0 ? { body } : {}),
  });
  const text = Buffer.from(await answer.arrayBuffer());
  if (fate === "late") return;
  if (fate === "unanswered") return void hangUp();
  if (fate === "slow") await sleep(Number(milliseconds));
  response.writeHead(answer.status, { "content-type": "application/json", "content-length": text.length });
  if (fate !== "cut") return void response.end(text);
  response.write(text.subarray(0, text.length / 2));
  setTimeout(hangUp, 5);
}

const fates: readonly (readonly [Fate, number])[] = [
  ["pass", 0.6],
  ["slow", 0.15],
  ["unsent", 0.05],
  ["unanswered", 0.08],
  ["cut", 0.05],
  ["late", 0.07],
];

/** The longest that a call is delayed; others have done much meanwhile. */
const slowest = 60;

/** What happens to a call that most are spared, as the header says it. */
export const drawFate = (random: Random): string => {
  let left = random.next();
  const [fate] = fates.find(([, share]) => (left -= share) < 0) ?? fates[0]!;
  return `${fate} ${random.below(fate === "late" ? 4 * slowest : slowest)}`;
};
