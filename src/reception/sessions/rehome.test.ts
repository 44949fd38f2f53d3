import { expect, test } from "vitest";
import type { BedRow, Holder } from "./beds.sql.ts";
import { bed as bedWith, broken, keeper as keeps } from "../../../test/beds.ts";
import { changesFor } from "./rehome.ts";

const isThere = (id: string, over: Partial<Holder> = {}) => keeps(id, { status: "checked_in", ...over });
const given = { given: true };
const bed = (id: string, ...holders: Holder[]) => bedWith(id, holders);

/** `ann: b2` for a bed that ann keeps, `ann: b2 (given)` for one that is hers. */
const said = (beds: readonly BedRow[]): string[] =>
  [...changesFor(beds)].map(([id, change]) => `${id}: ${change.bedId}${change.given ? " (given)" : ""}`);

test.each<[string, BedRow[], string[]]>([
  ["no bed is broken", [bed("b1", keeps("ann")), bed("b2")], []],
  ["nobody has the broken bed", [broken("b1"), bed("b2")], []],
  ["there are no beds", [], []],
  ["no bed is free", [broken("b1", keeps("ann"))], []],
  ["the only other bed is broken too", [broken("b1", keeps("ann")), broken("b2")], []],
  ["she merely kept it", [broken("b1", keeps("ann")), bed("b2")], ["ann: b2"]],
  ["it was given to her", [broken("b1", keeps("ann", given)), bed("b2")], ["ann: b2 (given)"]],
  ["she lies in it", [broken("b1", isThere("ann")), bed("b2")], ["ann: b2 (given)"]],
  ["it was given to her and she lies in it", [broken("b1", isThere("ann", given)), bed("b2")], ["ann: b2 (given)"]],
  ["her treatment is over", [broken("b1", keeps("ann", { status: "completed" })), bed("b2")], []],
  ["she has it for something else", [broken("b1", isThere("ann", { admitted: false })), bed("b2")], []],
  ["two beds are free: she takes the first", [broken("b1", keeps("ann")), bed("b2"), bed("b3")], ["ann: b2"]],
  ["a free bed comes before hers", [bed("b1"), broken("b2", keeps("ann"))], ["ann: b1"]],
  [
    "a bed is free: nobody gives way",
    [broken("b1", isThere("ann")), bed("b2", keeps("bo")), bed("b3")],
    ["ann: b3 (given)"],
  ],
])("ann's bed breaks, and %s", (_, beds, changes) => {
  expect(said(beds)).toEqual(changes);
});

const four = [
  broken("b1", isThere("ann", given)),
  broken("b2", keeps("bo", given)),
  broken("b3", isThere("cy")),
  broken("b4", keeps("di")),
];

test.each<[string, BedRow[], string[]]>([
  ["none is free", four, []],
  [
    "as many are free",
    [...four, bed("f1"), bed("f2"), bed("f3"), bed("f4")],
    ["di: f1", "cy: f2 (given)", "bo: f3 (given)", "ann: f4 (given)"],
  ],
  [
    "more are free",
    [...four, bed("f1"), bed("f2"), bed("f3"), bed("f4"), bed("f5")],
    ["di: f1", "cy: f2 (given)", "bo: f3 (given)", "ann: f4 (given)"],
  ],
  [
    "one is free for two who are not there",
    [broken("b1", keeps("bo", given)), broken("b2", keeps("di")), bed("f1")],
    ["di: f1"],
  ],
  [
    "one is free for two who are",
    [broken("b1", isThere("ann", given)), broken("b2", isThere("cy")), bed("f1")],
    ["cy: f1 (given)"],
  ],
])("beds break and %s: who was given none goes first", (_, beds, changes) => {
  expect(said(beds)).toEqual(changes);
});

const swapped = (other: string) => [`ann: ${other} (given)`, "bo: b1"];

test.each<[string, BedRow, string[]]>([
  ["keeps a bed", bed("b2", keeps("bo")), swapped("b2")],
  ["holds a place, and keeps a bed", bed("b2", keeps("bo", { status: "held" })), swapped("b2")],
  ["was given a bed", bed("b2", keeps("bo", given)), []],
  ["is there as well", bed("b2", isThere("bo")), []],
  ["is treated already", bed("b2", keeps("bo", { status: "completed" })), []],
  ["has a bed for something else", bed("b2", keeps("bo", { admitted: false })), []],
  ["shares a bed", bed("b2", keeps("bo"), keeps("cy")), []],
  ["keeps a bed that is broken too", broken("b2", keeps("bo")), []],
])("ann lies in a bed that breaks, and bo %s", (_, other, changes) => {
  expect(said([broken("b1", isThere("ann")), other])).toEqual(changes);
});

test.each<[string, BedRow[], string[]]>([
  ["who is not there gives nobody trouble", [broken("b1", keeps("ann")), bed("b2", keeps("bo"))], []],
  ["nor does who was promised the bed", [broken("b1", keeps("ann", given)), bed("b2", keeps("bo"))], []],
  [
    "the last who keeps a bed gives way first",
    [broken("b1", isThere("ann")), bed("b2", keeps("bo")), bed("b3", keeps("cy"))],
    ["ann: b3 (given)", "cy: b1"],
  ],
  [
    "two who lie there change with two others",
    [broken("b1", isThere("ann")), broken("b2", isThere("eve")), bed("b3", keeps("bo")), bed("b4", keeps("cy"))],
    ["ann: b4 (given)", "cy: b1", "eve: b3 (given)", "bo: b2"],
  ],
  [
    "nobody gives way twice",
    [broken("b1", isThere("ann")), broken("b2", isThere("eve")), bed("b3", keeps("bo"))],
    ["ann: b3 (given)", "bo: b1"],
  ],
  [
    "of two who are left only the one who is there changes",
    [broken("b1", keeps("ann", given)), broken("b2", isThere("eve", given)), bed("b3", keeps("bo"))],
    ["eve: b3 (given)", "bo: b2"],
  ],
  [
    "one takes the free bed and the other changes",
    [broken("b1", isThere("ann", given)), broken("b2", isThere("eve")), bed("b3", keeps("bo")), bed("b4")],
    ["eve: b4 (given)", "ann: b3 (given)", "bo: b1"],
  ],
])("beds break: %s", (_, beds, changes) => {
  expect(said(beds)).toEqual(changes);
});

test.each<[string, BedRow[], string[]]>([
  [
    "and no other bed is there",
    [broken("b1", keeps("di")), broken("b2", isThere("ann", given)), bed("f1")],
    ["ann: f1 (given)"],
  ],
  [
    "and nobody else has to give way",
    [broken("b1", keeps("di")), broken("b2", isThere("ann")), bed("b3", keeps("bo")), bed("f1")],
    ["ann: f1 (given)"],
  ],
  [
    "one after the other",
    [broken("b1", keeps("di")), broken("b2", isThere("ann", given)), broken("b3", isThere("cy")), bed("f1"), bed("f2")],
    ["cy: f1 (given)", "ann: f2 (given)"],
  ],
])("too few beds are left: who is there comes before who is not, %s", (_, beds, changes) => {
  expect(said(beds)).toEqual(changes);
});

test("each change is known by the appointment that it is of", () => {
  const changes = changesFor([broken("b1", isThere("ann")), bed("b2", keeps("bo"))]);
  expect([...changes].map(([id, { appointmentId }]) => [id, appointmentId])).toEqual([
    ["ann", "ann"],
    ["bo", "bo"],
  ]);
});
