import { expect, test, vi } from "vitest";
import { newId } from "./ids.ts";

test("ids sort in the order in which they were made, within a millisecond too", () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("ids go on sorting when the clock steps back", () => {
  const before = newId();
  vi.setSystemTime(Date.now() - 60_000);
  const after = newId();
  vi.useRealTimers();
  expect(after > before).toBe(true);
});
