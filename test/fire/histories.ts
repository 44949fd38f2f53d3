import type { Arena } from "../arena.ts";
import { bookModel, type Op, visitMinutes } from "./book-model.ts";
import { Recorder } from "./history.ts";
import { needlesslyOutrun } from "./history-end.ts";
import { linearize } from "./linearizable.ts";
import { openProxy } from "./proxy.ts";
import { brokenLaws } from "./race.ts";
import { Random } from "./seed.ts";
import { Stage } from "./stage.ts";

const clients = 6;

export interface HistoryReport {
  findings: string[];
  calls: number;
  unanswered: number;
  /** How many states the search looked at. */
  visited: number;
}

/**
 * As many histories as are asked for, each on a day of its own: six clients book, cancel, move and read through a network that loses
 * and delays. Each must be what one caller after the other could have seen.
 */
export async function histories(
  arena: Arena,
  count: number,
  { untilFound = false }: { untilFound?: boolean } = {},
): Promise<HistoryReport> {
  const proxy = await openProxy(arena.url);
  const { scene } = arena;
  const doctors = await scene.practitioners(2);
  const patients = await scene.patients(4);
  const service = await scene.service(doctors, { minutes: visitMinutes });
  const report: HistoryReport = { findings: [], calls: 0, unanswered: 0, visited: 0 };
  try {
    for (let day = 1; day <= count; day++) {
      const recorder = new Recorder(new Stage({ arena, proxyUrl: proxy.url, doctors, patients, service, day }));
      const client = (n: number) =>
        recorder.client(`${day}${"abcdef"[n]}`, 14, new Random("history", day, n), n % 2 === 0);
      await Promise.all(Array.from({ length: clients }, (_, n) => client(n)));
      await proxy.quiet();
      const calls = await recorder.conclude();
      const verdict = linearize(calls, bookModel);
      const found = [...recorder.findings, ...needlesslyOutrun(recorder.calls)];
      if (!verdict.linearizable) found.push(say(verdict));
      report.findings.push(...found.map((finding) => `history ${day}: ${finding}`));
      report.calls += recorder.calls.length;
      report.unanswered += recorder.calls.filter(({ answeredAt }) => answeredAt === Infinity).length;
      report.visited += verdict.visited;
      if (untilFound && found.length > 0) break;
    }
    report.findings.push(...(await brokenLaws(arena)));
    return report;
  } finally {
    await proxy.close();
  }
}

function say({ prefix, stuck }: { prefix: readonly Op[]; stuck: readonly Op[] }): string {
  const lines = (ops: readonly Op[]) => ops.map((op) => `\n    ${line(op)}`).join("");
  return `no order explains it. So far:${lines(prefix.slice(-12))}\n  and next none of:${lines(stuck)}`;
}

const line = (op: Op): string =>
  JSON.stringify(op, (_, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value));
