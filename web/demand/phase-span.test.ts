import fc from "fast-check";
import { expect, test } from "vitest";
import { type Grip, pulledTo, stretched } from "./phase-span.ts";

const at = (starts_minute: number, ends_minute: number) => ({ starts_minute, ends_minute });

test.each([
  ["start", 10, at(10, 40)],
  ["start", 60, at(39, 40)],
  ["start", -5, at(0, 40)],
  ["end", 55, at(20, 55)],
  ["end", 5, at(20, 21)],
  ["end", 500, at(20, 60)],
  ["whole", 0, at(0, 20)],
  ["whole", 55, at(40, 60)],
  ["whole", -1, at(0, 20)],
] as const)("minutes 20 to 40 of an hour, pulled by %s to minute %d", (grip, minute, span) => {
  expect(pulledTo(at(20, 40), grip, minute, 60)).toEqual(span);
});

test("wherever a hand pulls, a phase stays within its service and keeps a minute at least", () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 239 }), fc.integer({ min: 1, max: 240 })).filter(([a, b]) => a < b);
  const grip = fc.constantFrom<Grip>("start", "end", "whole");
  fc.assert(
    fc.property(span, grip, fc.double({ min: -1e4, max: 1e4, noNaN: true }), ([starts, ends], by, minute) => {
      const pulled = pulledTo(at(starts, ends), by, minute, 240);
      expect(0 <= pulled.starts_minute && pulled.starts_minute < pulled.ends_minute).toBe(true);
      expect(pulled.ends_minute).toBeLessThanOrEqual(240);
      if (by === "whole") expect(pulled.ends_minute - pulled.starts_minute).toBe(ends - starts);
    }),
  );
});

test("what ends with the service follows its duration, and nothing else does", () => {
  expect(stretched([at(0, 20), at(0, 240), at(225, 240)], 240, 300)).toEqual([at(0, 20), at(0, 300), at(225, 300)]);
});
