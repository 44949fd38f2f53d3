import { expect, test } from "vitest";
import { qualityOf } from "./plan-quality.ts";

test.each([
  [{ optimal: false, gap: null, objective: null }, null],
  [
    { optimal: false, gap: null, objective: 40 },
    { best: false, basisPoints: null },
  ],
  [
    { optimal: false, gap: 1, objective: 40 },
    { best: false, basisPoints: null },
  ],
  [{ optimal: true, gap: 0, objective: 40 }, { best: true }],
  // Nothing is called the best that the server does not call so.
  [
    { optimal: false, gap: 0, objective: 40 },
    { best: false, basisPoints: 10 },
  ],
  [
    { optimal: false, gap: 0.0001, objective: 40 },
    { best: false, basisPoints: 10 },
  ],
  [
    { optimal: false, gap: 0.008, objective: 40 },
    { best: false, basisPoints: 80 },
  ],
  [
    { optimal: false, gap: 0.0121, objective: 40 },
    { best: false, basisPoints: 130 },
  ],
] as const)("%o is %o", (plan, quality) => expect(qualityOf(plan)).toEqual(quality));
