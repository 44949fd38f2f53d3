import { describe, expect, it } from "vitest";
import { madeUpClinic } from "../../../test/matching/made-up-clinic.ts";
import { boardOf } from "./board.ts";
import { findPrices, type Round, startGreedily } from "./find-prices.ts";

const board = boardOf(madeUpClinic({ seed: 3, requests: 40, sessions: 4, practitioners: 3, weeks: 8 }));
const start = startGreedily(board);
const ends = Infinity;

const guides = (rounds: readonly Round[], elapsed = () => 0) => [
  ...findPrices(board, start, { seed: 1, rounds, elapsed }),
];
const bounds = (rounds: readonly Round[], elapsed?: () => number) => guides(rounds, elapsed).map(({ bound }) => bound);

describe("prices", () => {
  it("are good enough before a round ends, and better at its end", () => {
    const found = bounds([{ passes: 40, until: ends }]);
    expect(found).toHaveLength(2);
    expect(found[1]!).toBeGreaterThan(found[0]!);
    expect(found[1]!).toBeLessThanOrEqual(start.draft.total);
  });

  it("get better in another round or are not told", () => {
    const [good, end] = bounds([{ passes: 40, until: ends }]);
    const found = bounds([
      { passes: 40, until: ends },
      { passes: 100, until: ends },
    ]);
    expect(found.slice(0, 2)).toEqual([good, end]);
    expect(found.slice(2).every((bound) => bound > end!)).toBe(true);
    expect(found.length).toBeGreaterThan(2);
    expect(
      bounds([
        { passes: 40, until: ends },
        { passes: 2, until: ends },
      ]),
    ).toEqual([good, end]);
  });

  it("add up to the bound that they give", () => {
    for (const { prices, paid, bound } of guides([{ passes: 40, until: ends }])) {
      expect(prices).toHaveLength(board.starts);
      expect(paid.reduce((sum, one) => sum + one)).toBeGreaterThanOrEqual(bound);
      expect(Math.min(...prices)).toBeGreaterThanOrEqual(0);
    }
  });

  it("end with the time, and have a bound all the same", () => {
    let now = 0;
    expect(bounds([{ passes: 40, until: 9 }], () => now++)).toHaveLength(1);
    expect(bounds([{ passes: 40, until: 0 }])).toHaveLength(1);
  });

  it("take small steps in the end, however short the time is", () => {
    const passes = 1000;
    const asked = (until: number) => {
      let now = 0;
      return bounds([{ passes, until }], () => (until === ends && now > 200 ? ends : now++)).at(-1)!;
    };
    const [short, cutOff] = [asked(200), asked(ends)];
    expect(short).toBeGreaterThan(cutOff);
  });

  it("are all the same for the same seed", () => {
    expect(guides([{ passes: 40, until: ends }])).toEqual(guides([{ passes: 40, until: ends }]));
  });
});

describe("a clinic where nobody is in another's way", () => {
  it("is proved to be placed well by the first prices", () => {
    const empty = boardOf(madeUpClinic({ seed: 3, requests: 2, sessions: 2, practitioners: 6, weeks: 8, booked: 0 }));
    const greedy = startGreedily(empty);
    const rounds = [
      { passes: 40, until: ends },
      { passes: 100, until: ends },
    ];
    let looks = 0;
    const elapsed = () => {
      looks++;
      return 0;
    };
    const found = [...findPrices(empty, greedy, { seed: 1, rounds, elapsed })];
    expect(found.map(({ bound }) => Math.ceil(bound))).toEqual([greedy.draft.total]);
    expect(looks).toBeLessThan(2 * 40); // once and again for each pass, and no round after that
  });
});
