import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Bearer } from "./sign-ins.sql.ts";
import { Trust } from "./trust.ts";

const bearer = (accountId: string): Bearer => ({
  account_id: accountId,
  role: "admin",
  practitioner_id: null,
  expires_at: null,
});

let trust: Trust;
let asked: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  trust = new Trust();
  asked = [];
});
afterEach(() => vi.useRealTimers());

function recall(key: string, found: Bearer | null = bearer(key)): Promise<Bearer | undefined> {
  return trust.recall(key, () => {
    asked.push(key);
    return Promise.resolve(found ?? undefined);
  });
}

test("who was found good is not looked up again for a second", async () => {
  expect(await recall("ada")).toEqual(bearer("ada"));
  vi.advanceTimersByTime(999);
  expect(await recall("ada")).toEqual(bearer("ada"));
  expect(asked).toEqual(["ada"]);
  vi.advanceTimersByTime(1);
  expect(await recall("ada", null)).toBeUndefined();
  expect(asked).toEqual(["ada", "ada"]);
});

test("a second counts from the question, not from the answer", async () => {
  await trust.recall("ada", () => {
    vi.advanceTimersByTime(1_000);
    return Promise.resolve(bearer("ada"));
  });
  await recall("ada");
  expect(asked).toEqual(["ada"]);
});

test("what opens nothing is asked each time", async () => {
  await recall("nobody", null);
  await recall("nobody", null);
  expect(asked).toEqual(["nobody", "nobody"]);
});

test("who is forgotten is looked up at once, and only they", async () => {
  await recall("ada");
  await recall("eve");
  trust.forget("ada");
  await recall("ada");
  await recall("eve");
  expect(asked).toEqual(["ada", "eve", "ada"]);
});

test("an answer that was under way when something ended is not kept", async () => {
  await trust.recall("ada", () => {
    trust.forget("ada");
    return Promise.resolve(bearer("ada"));
  });
  await recall("ada");
  expect(asked).toEqual(["ada"]);
});

test("ten thousand are kept, the latest", async () => {
  for (let i = 0; i <= 10_000; i++) await recall(`${i}`);
  asked = [];
  await recall("1");
  await recall("10000");
  expect(asked).toEqual([]);
  await recall("0");
  expect(asked).toEqual(["0"]);
});
