import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Arena, openArena } from "../arena.ts";
import { histories } from "./histories.ts";
import { expectNothing, replayOf, rounds } from "./seed.ts";

/** Several callers and a bad network see what one caller after the other would have seen. */
const file = "histories";
let arena: Arena;

beforeAll(async () => {
  arena = await openArena();
});
afterAll(() => arena.close());

describe(`repeat with ${replayOf(file)}`, { timeout: 600_000 }, () => {
  test("random histories are linearizable", async () => {
    const { findings, calls, unanswered, visited } = await histories(arena, rounds(5, 20));
    console.log(`Histories: ${calls} calls, ${unanswered} without an answer, ${visited} states looked at`);
    expectNothing(findings, file);
    expect(unanswered).toBeGreaterThan(0);
  });
});
