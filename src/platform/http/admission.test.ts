import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Admission, admissionLimits, type Place } from "./admission.ts";
import { WaitingLine } from "./waiting-line.ts";

describe("the line", () => {
  test.for([
    ["one caller in its order", "a1 a2 a3", "a1 a2 a3"],
    ["callers by turns, whoever sent how many", "a1 a2 a3 a4 b1 c1 b2", "a1 b1 c1 a2 b2 a3 a4"],
    ["nobody", "", ""],
  ] as const)("serves %s", ([, joined, served]) => {
    const line = new WaitingLine<string>();
    const turns = joined.split(" ").filter(Boolean);
    for (const turn of turns) line.join(turn[0]!, turn);
    expect(line.size).toBe(turns.length);
    expect(turns.map(() => line.next()).join(" ")).toBe(served);
    expect([line.next(), line.size]).toEqual([undefined, 0]);
  });

  test("lets a newcomer in front of what a caller sent before who has just been served", () => {
    const line = new WaitingLine<string>();
    for (const turn of ["a1", "a2", "a3"]) line.join("a", turn);
    expect(line.next()).toBe("a1");
    line.join("b", "b1");
    expect([line.next(), line.next(), line.next()]).toEqual(["a2", "b1", "a3"]);
  });

  test("forgets who gave up, and leaves everybody else where they were", () => {
    const line = new WaitingLine<string>();
    for (const turn of ["a1", "a2", "b1"]) line.join(turn[0]!, turn);
    line.leave("a", "a1");
    line.leave("b", "b1");
    line.leave("b", "never came");
    expect([line.size, line.next(), line.next()]).toEqual([1, "a2", undefined]);
  });
});

describe("the door", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const open = () => new Admission({ atOnce: 2, inFlight: 5, perCaller: 4, patienceMs: 1_000 });

  /** Lets them in by the first letters of their names; a refusal's code stands where a place would. */
  function enter(door: Admission, callers: string): (Place | string)[] {
    return [...callers].map((caller) => {
      try {
        return door.enter(caller);
      } catch (error) {
        return (error as { code: string }).code;
      }
    });
  }

  const seen = (places: readonly (Place | string)[]) =>
    places.map((place) => (typeof place === "string" ? place : place.admitted ? "in" : "waits"));

  test.for([
    ["a", ["in"]],
    ["aaa", ["in", "in", "waits"]],
    ["aaaaa", ["in", "in", "waits", "waits", "too_many_requests"]],
    ["aaaab", ["in", "in", "waits", "waits", "waits"]],
    ["abcdef", ["in", "in", "waits", "waits", "waits", "unavailable"]],
    ["aaaaba", ["in", "in", "waits", "waits", "waits", "unavailable"]],
  ] as const)("to %s says %s", ([callers, said]) => {
    expect(seen(enter(open(), callers))).toEqual(said);
  });

  test("calls in turn as places become free, a caller who waits with one before one who waits with many", () => {
    const door = open();
    const places = enter(door, "aaaab") as Place[];
    places[0]!.leave();
    places[0]!.leave();
    expect(seen(places)).toEqual(["in", "in", "in", "waits", "waits"]);
    places[1]!.leave();
    expect(seen(places)).toEqual(["in", "in", "in", "waits", "in"]);
    expect(door.load).toEqual({ working: 2, waiting: 1 });
  });

  test("refuses a turn that comes too late, and not one that came", async () => {
    const door = open();
    const [first, , late] = enter(door, "abc") as Place[];
    const refused = late!.turn.catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await refused).toMatchObject({ code: "unavailable" });
    await expect(first!.turn).resolves.toBeUndefined();
    expect(door.load).toEqual({ working: 2, waiting: 0 });
    expect(door.refused).toEqual({ house_full: 0, share_used: 0, too_late: 1 });
  });

  test("is empty when everybody has left, whether they were let in or not", () => {
    const door = open();
    const places = enter(door, "aabcaaaa").filter((place) => typeof place !== "string");
    for (const place of places.toReversed()) place.leave();
    expect(door.load).toEqual({ working: 0, waiting: 0 });
    expect(seen(enter(door, "aaaab"))).toEqual(["in", "in", "waits", "waits", "waits"]);
  });

  test("lets one account work with two hundred clients, and others in beside it", () => {
    const door = new Admission(admissionLimits(16, 512));
    const places = enter(door, "a".repeat(300) + "b".repeat(300));
    const codes = (caller: "a" | "b") => {
      const own = caller === "a" ? places.slice(0, 300) : places.slice(300);
      return [own.filter((one) => typeof one !== "string").length, own.find((one) => typeof one === "string")];
    };
    expect([codes("a"), codes("b")]).toEqual([
      [256, "too_many_requests"],
      [256, "unavailable"],
    ]);
  });
});
