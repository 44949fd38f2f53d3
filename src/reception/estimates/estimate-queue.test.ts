import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { QueuedRow } from "../queue/queue.sql.ts";
import type { Duration } from "./duration.ts";
import { estimateQueue } from "./estimate-queue.ts";

const opens = Temporal.Instant.from("2026-11-18T06:00:00Z");
/** So many minutes after the clinic opened; it is the 60th now. */
const at = (minute: number) => opens.add({ minutes: minute });

const took: Record<string, Duration> = {
  exact: { low: 20, mean: 20, high: 20 },
  varied: { low: 15, mean: 20, high: 30 },
};

/** Came at opening, for ada, to be treated for exactly 20 minutes, unless told otherwise. */
const visit = (id: string, over: Partial<QueuedRow> = {}) =>
  ({
    id,
    status: "waiting",
    practitioner_id: "ada",
    service_id: "exact",
    check_in_time: at(0),
    in_line_since: null,
    called_at: null,
    starts_at: null,
    priority: 0,
    ...over,
  }) as QueuedRow;
const due = (id: string, minute: number, over: Partial<QueuedRow> = {}) =>
  visit(id, { status: "scheduled", check_in_time: null, starts_at: at(minute), ...over });
const called = (minute: number, over: Partial<QueuedRow> = {}) =>
  visit("called", { status: "called", called_at: at(minute), ...over });
const eve = visit("eve");
const since = (minute: number | null) => ({ check_in_time: minute === null ? null : at(minute) });

/** `eve 10-20`: whoever waits, in their order, and between how many minutes and how many they are called. */
function said(queue: readonly QueuedRow[]): string {
  const ranges = estimateQueue(queue, {
    workers: new Map([
      ["ada", 0],
      ["bea", 0],
    ]),
    ableFor: ({ practitioner_id: id }) => (id === null ? ["ada", "bea"] : [id]),
    durationOf: ({ service_id: service }) => took[service] ?? { low: 0, mean: 0, high: 0 },
    now: at(60),
  });
  return [...ranges].map(([id, { lowMinutes, highMinutes }]) => `${id} ${lowMinutes}-${highMinutes}`).join(", ");
}

test.each<[string, QueuedRow[], string]>([
  ["nobody is there", [], ""],
  ["only one waits", [eve], "eve 0-0"],
  ["each waits for all before", [eve, visit("fay"), visit("gil")], "eve 0-0, fay 20-20, gil 40-40"],
  ["the order given is the order, whoever came first", [visit("fay", since(9)), eve], "fay 0-0, eve 20-20"],
  [
    "what comes before takes now more and now less",
    [visit("fay", { service_id: "varied" }), eve],
    "fay 0-0, eve 15-30",
  ],
  ["who waits for another does not count", [visit("fay", { practitioner_id: "bea" }), eve], "fay 0-0, eve 0-0"],
  ["who waits for anybody counts by half", [visit("fay", { practitioner_id: null }), eve], "fay 0-0, eve 10-10"],
  ["of who does not work today nothing is said", [visit("fay", { practitioner_id: "cleo" }), eve], "eve 0-0"],
  [
    "who was called and went back in line takes the whole time",
    [visit("fay", { called_at: at(50) }), eve],
    "fay 0-0, eve 20-20",
  ],
])("who waits: %s", (_, queue, outcome) => expect(said(queue)).toBe(outcome));

test.each<[string, QueuedRow, string]>([
  ["was called this minute", called(60), "eve 20-20"],
  ["was called ten minutes ago", called(50), "eve 10-10"],
  ["has been treated for ten minutes", called(50, { status: "in_progress" }), "eve 10-10"],
  ["takes now more and now less", called(50, { service_id: "varied" }), "eve 5-20"],
  ["takes longer than ever", called(0, { service_id: "varied" }), "eve 0-8"],
  ["was called nobody knows when", called(0, { called_at: null }), "eve 20-20"],
  ["is with another", called(50, { practitioner_id: "bea" }), "eve 0-0"],
  ["only has to pay", called(50, { status: "pending_payment" }), "eve 0-0"],
  ["is done", called(50, { status: "completed" }), "eve 0-0"],
  ["has left", called(50, { status: "left" }), "eve 0-0"],
  ["never came", called(50, { status: "no_show" }), "eve 0-0"],
  ["cancelled", called(50, { status: "cancelled" }), "eve 0-0"],
])("what eve is told when somebody %s, wherever they stand in the queue", (_, other, outcome) => {
  expect(said([other, eve])).toBe(outcome);
  expect(said([eve, other])).toBe(outcome);
});

test.each<[string, QueuedRow, Partial<QueuedRow>, string]>([
  ["is due before eve came may yet go first", due("dan", 29), since(30), "eve 0-20"],
  ["is due as eve came does not", due("dan", 30), since(30), "eve 0-0"],
  ["is due after eve came does not", due("dan", 31), since(30), "eve 0-0"],
  ["takes now more and now less may take more", due("dan", 29, { service_id: "varied" }), since(30), "eve 0-30"],
  ["is due with another does not", due("dan", 29, { practitioner_id: "bea" }), since(30), "eve 0-0"],
  [
    "is due before eve stood in line, though after she came, may",
    due("dan", 29),
    { ...since(10), in_line_since: at(30) },
    "eve 0-20",
  ],
  [
    "is due after eve stood in line, though before she came, does not",
    due("dan", 29),
    { ...since(30), in_line_since: at(10) },
    "eve 0-0",
  ],
  ["is due later and more urgent may", due("dan", 90, { priority: 1 }), since(30), "eve 0-20"],
  ["is due earlier and less urgent does not", due("dan", 0), { ...since(30), priority: 1 }, "eve 0-0"],
  ["is due earlier and as urgent may", due("dan", 0, { priority: 1 }), { ...since(30), priority: 1 }, "eve 0-20"],
  ["has no time does not", due("dan", 0, { starts_at: null }), since(30), "eve 0-0"],
  ["has no time does not, however urgent", due("dan", 0, { starts_at: null, priority: 1 }), since(30), "eve 0-0"],
  ["is due does not when nobody knows since when eve waits", due("dan", 0), since(null), "eve 0-0"],
  ["is due does not then, however urgent", due("dan", 0, { priority: 1 }), since(null), "eve 0-0"],
  ["is there already is no longer due", due("dan", 0, { status: "completed" }), since(30), "eve 0-0"],
])("who %s", (_, other, over, outcome) => {
  const [first, last] = [other, visit("eve", over)];
  expect(said([first, last])).toBe(outcome);
  expect(said([last, first])).toBe(outcome);
});

test("who is due counts once for each whom they may yet precede, and for nobody else", () => {
  const queue = [visit("eve", since(10)), visit("fay", since(30)), visit("gil", since(40)), due("dan", 20)];
  expect(said(queue)).toBe("eve 0-0, fay 20-40, gil 40-60");
});

test("who is treated, who waits and who is due add up", () => {
  const queue = [visit("fay", since(10)), visit("gil", since(30)), due("dan", 20), called(45)];
  expect(said(queue)).toBe("fay 5-5, gil 25-45");
});
