import { expect, test } from "vitest";
import { bookModel, type Op } from "./book-model.ts";
import { type Call, linearize } from "./linearizable.ts";

/** The judge of histories is judged by histories that are right or wrong by inspection. */
const at = (invokedAt: number, answeredAt: number, op: Op): Call<Op> => ({ op, invokedAt, answeredAt });
const book = (mark: string, answer: "done" | "taken" | null, start = 0): Op => ({
  kind: "book",
  mark,
  patient: Number(mark.slice(1)),
  doctor: 1,
  start,
  answer,
});
const cancel = (mark: string, answer: "done" | "illegal" | null): Op => ({ kind: "cancel", mark, answer });
const free = (...answer: number[]): Op => ({ kind: "free", doctor: 1, answer });
const read = (mark: string, live: boolean, version: number): Op => ({
  kind: "read",
  mark,
  answer: { patient: Number(mark.slice(1)), doctor: 1, start: 0, live, version },
});
const never = Infinity;

test.each<[string, boolean, Call<Op>[]]>([
  ["one after the other", true, [at(0, 1, book("a1", "done")), at(2, 3, book("a2", "taken"))]],
  ["two have the same", false, [at(0, 3, book("a1", "done")), at(1, 2, book("a2", "done"))]],
  ["two have what overlaps", false, [at(0, 3, book("a1", "done")), at(1, 2, book("a2", "done", 10))]],
  ["two have neighbours", true, [at(0, 3, book("a1", "done")), at(1, 2, book("a2", "done", 20))]],
  ["refused by one who came at the same time", true, [at(0, 5, book("a1", "done")), at(1, 2, book("a2", "taken"))]],
  ["refused before the other asked", false, [at(0, 1, book("a2", "taken")), at(2, 3, book("a1", "done"))]],
  ["refused by a call without an answer", true, [at(0, never, book("a1", null)), at(1, 2, book("a2", "taken"))]],
  ["a call without an answer never happened", true, [at(0, never, book("a1", null)), at(1, 2, book("a2", "done"))]],
  [
    "a call without an answer happened late",
    true,
    [at(0, never, book("a1", null)), at(1, 2, free(0, 20, 40, 60)), at(3, 4, book("a2", "taken"))],
  ],
  [
    "a call without an answer happened and is gone by itself",
    false,
    [at(0, never, book("a1", null)), at(1, 2, book("a2", "taken")), at(3, 4, free(0, 20, 40, 60))],
  ],
  [
    "what was had is not seen by who asks afterwards",
    false,
    [at(0, 1, book("a1", "done")), at(2, 3, free(0, 20, 40, 60))],
  ],
  [
    "cancelled twice",
    false,
    [at(0, 1, book("a1", "done")), at(2, 5, cancel("a1", "done")), at(3, 4, cancel("a1", "done"))],
  ],
  [
    "an old state is read after a new one",
    false,
    [
      at(0, 1, book("a1", "done")),
      at(2, 9, cancel("a1", "done")),
      at(3, 4, read("a1", false, 2)),
      at(5, 6, read("a1", true, 1)),
    ],
  ],
])("%s", (_, linearizable, calls) => {
  expect(linearize(calls, bookModel).linearizable).toBe(linearizable);
});
