import { beforeEach, expect, it } from "vitest";
import { madeUpClinic } from "../../../test/matching/made-up-clinic.ts";
import { boardOf } from "./board.ts";
import { Course } from "./course.ts";
import { Draft } from "./draft.ts";
import { findPrices, startGreedily } from "./find-prices.ts";
import { makeMoves } from "./make-moves.ts";
import type { Guide } from "./price-search.ts";

const board = boardOf(madeUpClinic({ seed: 3, requests: 40, sessions: 4, practitioners: 3, weeks: 8 }));
const start = startGreedily(board);
const rounds = [{ passes: 40, until: Infinity }];
const guides = [...findPrices(board, start, { seed: 1, rounds, elapsed: () => 0 })];
const [first, last] = [guides[0]!, guides.at(-1)!];

let draft: Draft;
let course: Course;
let now = 0;
beforeEach(() => {
  now = 0;
  draft = new Draft(board);
  for (const { at, starts, cost } of start.shares) draft.put(at, starts, cost);
  course = new Course(draft.total, () => now);
});

/** Each look at the clock takes a tenth of a second. */
const move = (until: number, poll: () => Guide | null = () => null) =>
  makeMoves(board, draft, first, course, { seed: 1, elapsed: () => (now += 100), until, poll });

it("has what the prices advise, also where there is no time for a move", () => {
  move(0);
  expect(draft.total).toBeLessThan(start.draft.total);
  expect(course.objective).toBe(draft.total);
});

it("makes it better, and keeps the best", () => {
  move(0);
  const advised = draft.total;
  move(100_000);
  expect(draft.total).toBeLessThan(advised);
  expect(course.objective).toBe(draft.total);
});

it("leaves alone what is better already", () => {
  move(100_000);
  const [moved, shares] = [draft.total, draft.save().shares];
  move(0);
  expect(draft.total).toBe(moved);
  expect(draft.save().shares).toEqual(shares);
});

it("hears of better guides on the way, and answers the last one", () => {
  const told = [last];
  expect(move(10_000, () => told.pop() ?? null)).toBe(last);
  expect(course.bound).toBe(Math.ceil(last.bound));
  expect(move(10_000)).toBe(first);
});

it("stops where nothing can be better", () => {
  move(0);
  const proved = draft.total;
  course.raise(proved);
  now = 0;
  move(100_000);
  expect(draft.total).toBe(proved);
  expect(now).toBeLessThan(1_000);
});
