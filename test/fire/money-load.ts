import { setTimeout as sleep } from "node:timers/promises";
import { Rival } from "../rivals.ts";
import type { CrashClinic } from "./crash-clinic.ts";
import { Random } from "./seed.ts";

const workers = 6;
/** For one wish: a server that was killed on a busy machine needs a while. */
const patienceMs = 120_000;

/** What may be paid: single payments, and bills of a day's visits with their payments. */
export interface Payable {
  payments: readonly string[];
  tickets: readonly string[];
}

/** What six desks did to the same payments, whatever happened to the server meanwhile. */
export interface MoneyLoad {
  /** Entries that were acknowledged. */
  entries: string[];
  /** Waivers that were acknowledged. */
  adjustments: string[];
  /** Bills that were paid over more than one payment at once. */
  bills: number;
  answered: number;
  findings: string[];
  done: Promise<unknown>;
}

/** What may be said to a wish that is not granted. */
const fair = new Set(["exceeds_balance", "exceeds_paid", "illegal_move"]);

interface Wish {
  path: string;
  body: object;
}
interface Answered {
  payment?: { id: string };
  entry?: { id: string };
  adjustment?: { id: string };
  paid?: { payment: { id: string }; entry: { id: string } }[];
  code?: string;
}

/**
 * Six workers receive, give back, void, waive and pay whole bills at random. Each asks with an Idempotency-Key until it is answered: also when the server was
 * killed between the commit and the answer, what was done is told once.
 */
export function moveMoney(clinic: CrashClinic, { payments, tickets }: Payable, each: number): MoneyLoad {
  const load: MoneyLoad = {
    entries: [],
    adjustments: [],
    bills: 0,
    answered: 0,
    findings: [],
    done: Promise.resolve(),
  };
  const entriesOf = new Map<string, string[]>(payments.map((id) => [id, []]));
  const rival = () => new Rival(clinic.server().url, clinic.scene.token);

  const worker = async (n: number) => {
    const random = new Random("money", n);
    for (let i = 0; i < each; i++) await ask(wish(random), `money-${n}-${i}`);
  };
  const wish = (random: Random): Wish => {
    const payment = random.pick(payments);
    const entries = entriesOf.get(payment)!;
    const amount_minor = 1 + random.below(2_000);
    const method = random.pick(["cash", "visa"]);
    const kind = random.next();
    if (kind < 0.15 && entries.length > 0)
      return { path: `/payments/${payment}/entries/${random.pick(entries)}/void`, body: { reason: "Wrong" } };
    if (kind < 0.2) return { path: `/payments/${payment}/waive`, body: { amount_minor, reason: "Kind" } };
    const bill = { amount_minor: 4 * amount_minor, method };
    if (kind < 0.35) return { path: `/visit-tickets/${random.pick(tickets)}/entries`, body: bill };
    const entry = { kind: kind < 0.6 ? "receipt" : "refund", amount_minor, method };
    return { path: `/payments/${payment}/entries`, body: entry };
  };
  const ask = async ({ path, body }: Wish, key: string) => {
    const giveUpAt = Date.now() + patienceMs;
    while (Date.now() < giveUpAt) {
      const answer = await rival()
        .post(path, body, { "idempotency-key": key })
        .catch(() => null);
      if (answer === null || answer.status === 503) {
        await sleep(20);
        continue;
      }
      load.answered++;
      note(answer.body);
      const { code } = answer.body as Answered;
      if (answer.status !== 201 && !fair.has(String(code)))
        load.findings.push(`${path}: answered ${answer.status} ${code}`);
      return;
    }
    load.findings.push(`${path}: nobody answers`);
  };
  const note = ({ payment, entry, adjustment, paid }: Answered) => {
    const made = paid ?? (payment && entry ? [{ payment, entry }] : []);
    for (const { payment, entry } of made) {
      entriesOf.get(payment.id)!.push(entry.id);
      load.entries.push(entry.id);
    }
    if (paid && paid.length > 1) load.bills++;
    if (adjustment) load.adjustments.push(adjustment.id);
  };
  load.done = Promise.all(Array.from({ length: workers }, (_, n) => worker(n)));
  return load;
}
