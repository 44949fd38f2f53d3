import fc from "fast-check";
import { expect, test } from "vitest";
import { isUuid, makeUuidV7 } from "./ids.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

test.each([
  // RFC 9562, appendix A.6: 2022-02-22T19:22:22.000Z
  [
    0x017f22e279b0,
    bytes(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f),
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
  ],
  [0, new Uint8Array(10), "00000000-0000-7000-8000-000000000000"],
  [2 ** 48 - 1, new Uint8Array(16).fill(0xff), "ffffffff-ffff-7fff-bfff-ffffffffffff"],
])("%d with %j is %s", (epochMs, random, expected) => {
  expect(makeUuidV7(epochMs, random)).toBe(expected);
});

test.each([
  [-1, 10],
  [2 ** 48, 10],
  [1.5, 10],
  [Number.NaN, 10],
  [0, 9],
])("refuses the time %d with %d random bytes", (epochMs, length) => {
  expect(() => makeUuidV7(epochMs, new Uint8Array(length))).toThrow(RangeError);
});

test.each([
  ["017f22e2-79b0-7cc3-98c4-dc0c0c07398f", true],
  ["017F22E2-79B0-7CC3-98C4-DC0C0C07398F", true],
  ["00000000-0000-0000-0000-000000000000", true],
  ["f47ac10b-58cc-4372-a567-0e02b2c3d479", true],
  ["017f22e279b07cc398c4dc0c0c07398f", false],
  ["{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}", false],
  ["017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n", false],
  ["017f22e2-79b0-7cc3-98c4-dc0c0c07398g", false],
  ["", false],
])("isUuid(%j) is %s", (text, expected) => {
  expect(isUuid(text)).toBe(expected);
});

const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });

test("carries time, version, variant and all 74 random bits, and sorts by time", () => {
  fc.assert(
    fc.property(time, random, time, random, (ms, entropy, otherMs, otherEntropy) => {
      const id = makeUuidV7(ms, entropy);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(isUuid(id)).toBe(true);
      expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(ms);
      const masked = Uint8Array.from(entropy, (byte, i) => byte & (i === 0 ? 0x0f : i === 2 ? 0x3f : 0xff));
      const tail = Uint8Array.from(id.slice(14).replaceAll("-", "").match(/../g)!, (hex) => Number.parseInt(hex, 16));
      expect(tail.map((byte, i) => byte & (i === 0 ? 0x0f : i === 2 ? 0x3f : 0xff))).toEqual(masked);
      if (ms < otherMs) expect(id < makeUuidV7(otherMs, otherEntropy)).toBe(true);
    }),
  );
});
