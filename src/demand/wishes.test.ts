import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { DomainError } from "../core/errors.ts";
import { faultsOf, requirePossible, type SaidWishes, type Wishes, wishesFrom } from "./wishes.ts";

const today = Temporal.PlainDate.from("2026-11-18");
const [eleni, nikos] = ["01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"];
const asSoonAsPossible: Wishes = {
  earliest_date: "2026-11-18",
  latest_date: null,
  min_days_between: 1,
  max_days_between: null,
  preferred_days_between: null,
  practitioner_id: null,
  practitioner_required: false,
  clinic_required: true,
  room_kind: null,
  room_kind_required: false,
  patterns: [],
};
const pattern = { weekday: null, start_local: null, end_local: null, practitioner_id: null, weight: 100 };

describe("what is not said", () => {
  test.each<[string, SaidWishes, Partial<Wishes>, Partial<Wishes>]>([
    ["nothing", {}, {}, {}],
    ["a date", { earliest_date: "2026-12-01" }, {}, { earliest_date: "2026-12-01" }],
    ["one pattern", { patterns: [{ weekday: 1 }] }, {}, { patterns: [{ ...pattern, weekday: 1 }] }],
    [
      "a change of what is known",
      { min_days_between: 5 },
      { max_days_between: 9 },
      { min_days_between: 5, max_days_between: 9 },
    ],
    ["what is known taken back", { latest_date: null }, { latest_date: "2027-01-01" }, { latest_date: null }],
    ["nothing of what is known", {}, { clinic_required: false }, { clinic_required: false }],
    ["other patterns than those known", { patterns: [] }, { patterns: [{ ...pattern, weekday: 1 }] }, { patterns: [] }],
  ])("of %s", (_, said, known, expected) => {
    expect(wishesFrom(said, today, known)).toEqual({ ...asSoonAsPossible, ...expected });
  });
});

describe("what can never be", () => {
  test.each<[what: string, sessions: number, SaidWishes, pointers: string[]]>([
    ["as soon as possible", 200, {}, []],
    ["a last day before the first", 1, { latest_date: "2026-11-17" }, ["/latest_date"]],
    ["all on one day, for one session", 1, { latest_date: "2026-11-18" }, []],
    ["all on one day, for two", 2, { latest_date: "2026-11-18" }, ["/latest_date"]],
    ["two sessions a week apart, in eight days", 2, { latest_date: "2026-11-25", min_days_between: 7 }, []],
    ["two sessions a week apart, in seven", 2, { latest_date: "2026-11-24", min_days_between: 7 }, ["/latest_date"]],
    ["over a clock change", 3, { earliest_date: "2026-03-28", latest_date: "2026-03-30" }, []],
    ["at most as many days as at least", 2, { min_days_between: 7, max_days_between: 7 }, []],
    ["fewer at most than at least", 2, { min_days_between: 7, max_days_between: 6 }, ["/max_days_between"]],
    [
      "fewer preferred than at least",
      2,
      { min_days_between: 7, preferred_days_between: 6 },
      ["/preferred_days_between"],
    ],
    ["more preferred than at most", 2, { max_days_between: 7, preferred_days_between: 8 }, ["/preferred_days_between"]],
    ["somebody required, but nobody named", 1, { practitioner_required: true }, ["/practitioner_id"]],
    ["a room required, but none named", 1, { room_kind_required: true }, ["/room_kind"]],
    ["a pattern without anything", 1, { patterns: [{ weight: 5 }] }, ["/patterns/0"]],
    ["a window without its start", 1, { patterns: [{ weekday: 1, end_local: "10:00" }] }, ["/patterns/0/start_local"]],
    ["only a window's end", 1, { patterns: [{ end_local: "10:00" }] }, ["/patterns/0", "/patterns/0/start_local"]],
    ["an empty window", 1, { patterns: [{ start_local: "10:00", end_local: "10:00" }] }, ["/patterns/0/end_local"]],
    [
      "a window over midnight",
      1,
      { patterns: [{ start_local: "22:00", end_local: "02:00" }] },
      ["/patterns/0/end_local"],
    ],
    ["a window of a minute", 1, { patterns: [{ start_local: "09:59", end_local: "10:00" }] }, []],
    [
      "somebody else than who is required, in the second pattern",
      1,
      {
        practitioner_id: eleni,
        practitioner_required: true,
        patterns: [{ practitioner_id: eleni }, { weekday: 1, practitioner_id: nikos }],
      },
      ["/patterns/1/practitioner_id"],
    ],
    ["somebody else than who is preferred", 1, { practitioner_id: eleni, patterns: [{ practitioner_id: nikos }] }, []],
    [
      "everything at once",
      3,
      { latest_date: "2026-11-17", max_days_between: 2, min_days_between: 3, practitioner_required: true },
      ["/latest_date", "/max_days_between", "/practitioner_id"],
    ],
  ])("%s", (_, sessions, said, pointers) => {
    const faults = faultsOf(wishesFrom(said, today), sessions);
    expect(faults.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(faults.every(({ code, detail }) => code === "invalid_wishes" && detail.length > 10)).toBe(true);
  });

  test("is refused with the way that leads to it in the body", () => {
    const wishes = wishesFrom({ room_kind_required: true, patterns: [{}] }, today);
    const refuse = () => requirePossible(wishes, 1, "/lines/2/wishes");
    expect(refuse).toThrow(DomainError);
    const errors = [{ pointer: "/lines/2/wishes/room_kind" }, { pointer: "/lines/2/wishes/patterns/0" }];
    expect(refuse).toThrow(
      expect.objectContaining({
        code: "invalid_wishes",
        errors: errors.map((one) => expect.objectContaining(one) as object),
      }) as Error,
    );
    expect(() => requirePossible(asSoonAsPossible, 200)).not.toThrow();
  });
});

test("dates and gaps are refused exactly when no days fit them", () => {
  const days = fc.integer({ min: 1, max: 6 });
  const said = fc.record({
    span: fc.integer({ min: -2, max: 20 }),
    sessions: fc.integer({ min: 1, max: 5 }),
    min_days_between: days,
    max_days_between: fc.option(days),
  });
  fc.assert(
    fc.property(said, ({ span, sessions, min_days_between, max_days_between }) => {
      const latest_date = today.add({ days: span }).toString();
      const faults = faultsOf(wishesFrom({ latest_date, min_days_between, max_days_between }, today), sessions);
      const gap = (days: number) => days >= min_days_between && days <= (max_days_between ?? Infinity);
      // A gap that nobody needs may be impossible: it is refused all the same, since it cannot be meant.
      const fits = placeable(sessions, span, gap) && (max_days_between ?? Infinity) >= min_days_between;
      expect(faults.length === 0).toBe(fits);
    }),
  );
});

/** Whether so many days, from 0 to `last`, can follow each other by gaps that are allowed: tried one by one. */
function placeable(sessions: number, last: number, gap: (days: number) => boolean, from?: number): boolean {
  if (sessions === 0) return true;
  for (let day = from === undefined ? 0 : from + 1; day <= last; day++)
    if ((from === undefined || gap(day - from)) && placeable(sessions - 1, last, gap, day)) return true;
  return false;
}
