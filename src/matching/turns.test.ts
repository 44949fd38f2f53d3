import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

const never = new AbortController().signal;

test("lets so many in, and the others in their order", async () => {
  const turns = new Turns(2);
  const came: number[] = [];
  const all = [1, 2, 3, 4].map(async (n) => {
    await turns.enter(never);
    came.push(n);
  });
  await Promise.all(all.slice(0, 2));
  expect(came).toEqual([1, 2]);
  turns.leave();
  await all[2];
  expect(came).toEqual([1, 2, 3]);
  turns.leave();
  await all[3];
  expect(came).toEqual([1, 2, 3, 4]);
});

test("who stops waiting takes nobody's turn along", async () => {
  const turns = new Turns(1);
  await turns.enter(never);
  const waiting = new AbortController();
  const gone = turns.enter(waiting.signal);
  const patient = turns.enter(never);
  waiting.abort();
  await expect(gone).rejects.toThrow();
  turns.leave();
  await patient;
  turns.leave();
  await turns.enter(never);
});

test("who is gone already does not enter", async () => {
  await expect(new Turns(1).enter(AbortSignal.abort())).rejects.toThrow();
});
