import { describe, expect, test } from "vitest";
import { bed, broken, keeper } from "../../../test/beds.ts";
import { after, bedOf, freeBeds, movableFrom, strandedIn } from "./beds.ts";
import type { BedRow, Holder } from "./beds.sql.ts";

const [ann, ben, cem] = [keeper("ann"), keeper("ben"), keeper("cem")];
const ids = (beds: readonly BedRow[]) => beds.map(({ id }) => id);

test.each<[string, BedRow[], string[]]>([
  ["no bed at all", [], []],
  ["all of them, in their order", [bed("b2"), bed("b1")], ["b2", "b1"]],
  ["none that somebody has", [bed("b1", [ann]), bed("b2")], ["b2"]],
  ["none whose hold has run out", [bed("b1", [keeper("ann", { status: "held", ranOut: true })])], []],
  ["none that cannot be used", [broken("b1"), bed("b2")], ["b2"]],
  ["none that somebody has and that cannot be used", [broken("b1", ann)], []],
])("can be given: %s", (_, beds, free) => expect(ids(freeBeds(beds))).toEqual(free));

test.each<[string, BedRow[], string | undefined]>([
  ["the one that she keeps", [bed("b1", [ben]), bed("b2", [ann])], "b2"],
  ["the one that she was given", [bed("b1"), bed("b2", [keeper("ann", { given: true })])], "b2"],
  ["the one that she has beside another", [bed("b1", [cem]), bed("b2", [ben, ann])], "b2"],
  ["the one that cannot be used any more", [broken("b1", ann)], "b1"],
  ["the first of two", [bed("b2", [ann]), bed("b1", [ann])], "b2"],
  ["none, where others have all of them", [bed("b1", [ben])], undefined],
  ["none, where all are free", [bed("b1")], undefined],
])("ann's bed is %s", (_, beds, id) => expect(bedOf(beds, "ann")?.id).toBe(id));

describe("may as well have another bed", () => {
  test.each<[string, Partial<Holder>, boolean]>([
    ["who is admitted and keeps this one", {}, true],
    ["who has arrived", { status: "checked_in" }, true],
    ["who is asked for only", { status: "pending" }, true],
    ["whose hold has run out", { status: "held", ranOut: true }, true],
    ["nobody who was given this one", { given: true }, false],
    ["nobody whose treatment is over", { status: "completed" }, false],
    ["nobody who has it for something else", { admitted: false }, false],
    ["nobody who was given it for something else", { admitted: false, given: true }, false],
  ])("%s", (_, over, movable) => {
    const holder = keeper("ann", over);
    expect(movableFrom(bed("b1", [holder]))).toBe(movable ? holder : null);
  });

  test.each<[string, BedRow, Holder | null]>([
    ["nobody, where the bed is free", bed("b1"), null],
    ["neither of two", bed("b1", [ann, ben]), null],
    ["who keeps one that cannot be used", broken("b1", ann), ann],
  ])("%s", (_, row, holder) => expect(movableFrom(row)).toBe(holder));
});

const strandedPairs = (beds: readonly BedRow[]) =>
  strandedIn(beds).map((stranded) => `${stranded.holder.appointmentId} in ${stranded.bed.id}`);

describe("stranded", () => {
  const arrived = { status: "checked_in" } as const;
  const given = { given: true };
  test.each<[string, BedRow[], string[]]>([
    ["nobody, where every bed can be used", [bed("b1", [ann]), bed("b2")], []],
    ["nobody, where the broken bed is free", [broken("b1")], []],
    ["who has the broken bed", [bed("b1", [ann]), broken("b2", ben)], ["ben in b2"]],
    ["all who have it", [broken("b1", ann, ben)], ["ann in b1", "ben in b1"]],
    ["who was given it and has arrived, too", [broken("b1", keeper("ann", { ...given, ...arrived }))], ["ann in b1"]],
    ["nobody whose treatment is over", [broken("b1", keeper("ann", { status: "completed" }))], []],
    ["nobody who has it for something else", [broken("b1", keeper("ann", { admitted: false }))], []],
  ])("%s", (_, beds, pairs) => expect(strandedPairs(beds)).toEqual(pairs));

  test.each<[string, Partial<Holder>, Partial<Holder>]>([
    ["who was not given it before who was", {}, given],
    ["who has not arrived before who has", {}, arrived],
    ["of those who were given it, who has not arrived first", given, { ...given, ...arrived }],
    ["who was not given it, though she has arrived, before who was", arrived, given],
    ["who was not given it before who was, where both have arrived", arrived, { ...given, ...arrived }],
    ["who keeps it before who was given it and has arrived", {}, { ...given, ...arrived }],
  ])("in turn: %s", (_, first, second) => {
    const [one, other] = [broken("b1", keeper("ann", first)), broken("b2", keeper("ben", second))];
    expect(strandedPairs([one, other])).toEqual(["ann in b1", "ben in b2"]);
    expect(strandedPairs([other, one])).toEqual(["ann in b1", "ben in b2"]);
  });

  test.each<[string, Partial<Holder>]>([
    ["keep it", {}],
    ["keep it and have arrived", arrived],
    ["were given it", given],
  ])("in turn: those who %s, in the order of the beds", (_, over) => {
    const beds = [
      broken("b2", keeper("cem", over)),
      broken("b1", keeper("ann", over)),
      broken("b3", keeper("ben", over)),
    ];
    expect(strandedPairs(beds)).toEqual(["cem in b2", "ann in b1", "ben in b3"]);
  });
});

const full = [bed("b1", [ann]), bed("b2", [ben]), bed("b3")];

test.each<[string, BedRow[], Record<string, string>, BedRow[]]>([
  ["nobody took one", full, {}, full],
  ["ann took a free one", full, { ann: "b3" }, [bed("b1"), bed("b2", [ben]), bed("b3", [ann])]],
  ["ann and ben changed places", full, { ann: "b2", ben: "b1" }, [bed("b1", [ben]), bed("b2", [ann]), bed("b3")]],
  ["ann came to ben", full, { ann: "b2" }, [bed("b1"), bed("b2", [ben, ann]), bed("b3")]],
  ["both took one", full, { ben: "b3", ann: "b3" }, [bed("b1"), bed("b2"), bed("b3", [ben, ann])]],
  ["ann took her own", full, { ann: "b1" }, full],
  [
    "ann alone left the one of two",
    [bed("b1", [ann, ben]), bed("b2")],
    { ann: "b2" },
    [bed("b1", [ben]), bed("b2", [ann])],
  ],
  ["somebody unknown took one", full, { dan: "b3" }, full],
  ["ann took one of another session", full, { ann: "b9" }, [bed("b1"), bed("b2", [ben]), bed("b3")]],
  ["ann left what cannot be used", [broken("b1", ann), bed("b2")], { ann: "b2" }, [broken("b1"), bed("b2", [ann])]],
])("the beds after %s", (_, beds, taken, settled) => {
  const before = structuredClone(beds);
  expect(after(beds, new Map(Object.entries(taken)))).toEqual(settled);
  expect(beds).toEqual(before);
});
