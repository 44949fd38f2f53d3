import { expect, test } from "vitest";
import { shareOf } from "./share-of.ts";

test.each<[number, number, number | null]>([
  [0, 4, 0],
  [1, 4, 0.25],
  [4, 4, 1],
  [1, 3, 0.333],
  [2, 3, 0.667],
  [1, 2001, 0],
  [1, 2000, 0.001],
  [0, 1, 0],
  [1, 1, 1],
])("%s of %s is a share of %s", (part, whole, share) => expect(shareOf(part, whole)).toBe(share));

test.each([0, 1])("%s of nothing is no share", (part) => expect(shareOf(part, 0)).toBeNull());
