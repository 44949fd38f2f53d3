import { expect, test } from "vitest";
import { DueOrganizations } from "./due-organizations.ts";

function open(restMs: number) {
  const worked: string[] = [];
  const atMs: number[] = [];
  const due = new DueOrganizations(async (id) => {
    atMs.push(performance.now());
    worked.push(id);
    await Promise.resolve();
  }, restMs);
  return { due, worked, atMs };
}

test("the first news is worked on at once, and what comes during the rest in one round after it", async () => {
  const restMs = 50;
  const { due, worked, atMs } = open(restMs);
  due.add("a");
  expect(worked).toEqual(["a"]);
  for (const id of ["a", "b", "a"]) due.add(id);
  await expect.poll(() => worked.length).toBeGreaterThan(1);
  expect(atMs[1]! - atMs[0]!).toBeGreaterThanOrEqual(restMs - 1);
  expect(worked).toEqual(["a", "a", "b"]);
  await due.stop();
});

test("a stop does not wait for the rest, and leaves what is due", async () => {
  const { due, worked } = open(3_600_000);
  due.add("a");
  due.add("b");
  await due.stop();
  due.add("c");
  expect(worked).toEqual(["a"]);
});
