import { setTimeout as sleep } from "node:timers/promises";
import { Rival } from "../rivals.ts";
import type { CrashClinic } from "./crash-clinic.ts";
import { Random } from "./seed.ts";

const workers = 6;
const patienceMs = 90_000;

/** What six desks did to the same payments, whatever happened to the server meanwhile. */
export interface MoneyLoad {
  /** Entries that were acknowledged. */
  entries: string[];
  /** Waivers that were acknowledged. */
  adjustments: string[];
  answered: number;
  findings: string[];
  done: Promise<unknown>;
}

/** What may be said to a wish that is not granted. */
const fair = new Set(["exceeds_balance", "exceeds_paid", "illegal_move"]);

/**
 * Six workers receive, give back, void and waive at random. Each asks with an Idempotency-Key until it is answered: also when the server was
 * killed between the commit and the answer, what was done is told once.
 */
export function moveMoney(clinic: CrashClinic, payments: readonly string[], each: number): MoneyLoad {
  const load: MoneyLoad = { entries: [], adjustments: [], answered: 0, findings: [], done: Promise.resolve() };
  const entriesOf = new Map<string, string[]>(payments.map((id) => [id, []]));
  const rival = () => new Rival(clinic.server().url, clinic.scene.token);
  const giveUpAt = Date.now() + patienceMs;

  const worker = async (n: number) => {
    const random = new Random("money", n);
    for (let i = 0; i < each; i++) {
      const { path, body, payment } = wish(random);
      await ask(path, body, `money-${n}-${i}`, payment);
    }
  };
  const wish = (random: Random) => {
    const payment = random.pick(payments);
    const entries = entriesOf.get(payment)!;
    const amount_minor = 1 + random.below(2_000);
    const kind = random.next();
    if (kind < 0.15 && entries.length > 0)
      return { payment, path: `/payments/${payment}/entries/${random.pick(entries)}/void`, body: { reason: "Wrong" } };
    if (kind < 0.25) return { payment, path: `/payments/${payment}/waive`, body: { amount_minor, reason: "Kind" } };
    const entry = { kind: kind < 0.7 ? "receipt" : "refund", amount_minor, method: random.pick(["cash", "visa"]) };
    return { payment, path: `/payments/${payment}/entries`, body: entry };
  };
  const ask = async (path: string, body: object, key: string, payment: string) => {
    while (Date.now() < giveUpAt) {
      const answer = await rival()
        .post(path, body, { "idempotency-key": key })
        .catch(() => null);
      if (answer === null || answer.status === 503) {
        await sleep(20);
        continue;
      }
      load.answered++;
      const entry = answer.body["entry"] as { id: string } | undefined;
      const adjustment = answer.body["adjustment"] as { id: string } | undefined;
      if (entry) entriesOf.get(payment)!.push(entry.id);
      if (entry) load.entries.push(entry.id);
      if (adjustment) load.adjustments.push(adjustment.id);
      const code = String(answer.body["code"]);
      if (answer.status !== 201 && !fair.has(code)) load.findings.push(`${path}: answered ${answer.status} ${code}`);
      return;
    }
    load.findings.push(`${path}: nobody answers`);
  };
  load.done = Promise.all(Array.from({ length: workers }, (_, n) => worker(n)));
  return load;
}
