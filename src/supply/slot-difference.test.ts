import { expect, test } from "vitest";
import type { Atom } from "./inventory.ts";
import { differenceOf, type StoredSlot } from "./slot-difference.ts";

const atom = (change: Partial<Atom> = {}): Atom => ({
  clinicId: "here",
  ruleId: "rule",
  lane: 1,
  start: 600,
  end: 620,
  open: true,
  ...change,
});
const slot = (change: Partial<StoredSlot> = {}): StoredSlot => ({ ...atom(change), claimed: change.claimed ?? false });
const nothing = { removed: [], added: [], changed: [], blocked: 0, unchanged: 0 };

test.each([
  ["nothing, of nothing", [], [], nothing],
  ["as it is", [slot()], [atom()], { ...nothing, unchanged: 1 }],
  ["a new one", [], [atom()], { ...nothing, added: [atom()] }],
  ["in a new lane", [slot()], [atom(), atom({ lane: 2 })], { ...nothing, added: [atom({ lane: 2 })], unchanged: 1 }],
  ["one too many", [slot()], [], { ...nothing, removed: [slot()] }],
  ["closed", [slot()], [atom({ open: false })], { ...nothing, changed: [atom({ open: false })], blocked: 1 }],
  ["opened", [slot({ open: false })], [atom()], { ...nothing, changed: [atom()] }],
  ["of another rule", [slot()], [atom({ ruleId: "b" })], { ...nothing, changed: [atom({ ruleId: "b" })] }],
  ["of an opening", [slot()], [atom({ ruleId: null })], { ...nothing, changed: [atom({ ruleId: null })] }],
  ["at another clinic", [slot()], [atom({ clinicId: "b" })], { ...nothing, changed: [atom({ clinicId: "b" })] }],
  ["longer", [slot()], [atom({ end: 630 })], { ...nothing, removed: [slot()], added: [atom({ end: 630 })] }],
] as const)("%s", (_, stored, wanted, difference) => {
  expect(differenceOf(stored, wanted)).toEqual(difference);
});

test.each([
  [
    "stays, closed, where no rule wants it",
    [],
    { ...nothing, changed: [slot({ claimed: true, open: false })], blocked: 1 },
  ],
  ["goes with another rule", [atom({ ruleId: "b" })], { ...nothing, changed: [atom({ ruleId: "b" })] }],
  [
    "holds back a longer one",
    [atom({ end: 630 })],
    { ...nothing, changed: [slot({ claimed: true, open: false })], blocked: 1 },
  ],
])("a claimed slot %s", (_, wanted, difference) => {
  expect(differenceOf([slot({ claimed: true })], wanted)).toEqual(difference);
});

test("a claimed slot that is closed already is left alone", () => {
  expect(differenceOf([slot({ claimed: true, open: false })], [])).toEqual(nothing);
});

test("a clinic's part leaves the slots of others, and takes those that are its own now", () => {
  const stored = [
    slot({ clinicId: "there" }),
    slot({ clinicId: "there", start: 620, end: 640 }),
    slot({ start: 640, end: 660 }),
  ];
  const wanted = [atom({ start: 620, end: 640 })];
  expect(differenceOf(stored, wanted, "here")).toEqual({ ...nothing, removed: [stored[2]], changed: wanted });
});
