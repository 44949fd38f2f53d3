import { expect, test } from "vitest";
import { doctor, monday, offerOf } from "../../test/offers.ts";
import { explainStart, type Remedy } from "./explain.ts";
import type { Offer } from "./offer.ts";

const wholeDay = [monday, monday + 1440] as const;
const explain = (asked: Offer, minute: number, anybody = asked) =>
  explainStart(asked, anybody, monday + minute, wholeDay);

/** A remedy in short: `earlier_start 540 ada`, `waive break`. */
const said = (remedies: Remedy[]) =>
  remedies.map(({ kind, start, rules }) =>
    [kind, ...(start ? [start.start - monday, start.candidate.practitionerId] : []), ...(rules ?? [])].join(" "),
  );

const booked = (from: number, to: number) => ({ taken: [{ from, to }] });

test("what can be booked has no reason against it, and nothing has to change", () => {
  const { reasons, changes, nearest } = explain(offerOf([doctor("ada")]), 560);
  expect([reasons, changes]).toEqual([[], []]);
  expect(nearest.map(({ start }) => start - monday)).toEqual([560, 540, 580]);
});

test("the nearest starts are five", () => {
  const { nearest } = explain(offerOf([doctor("ada", { to: 900 })]), 700);
  expect(nearest.map(({ start }) => start - monday)).toEqual([700, 680, 720, 660, 740]);
});

const midst = offerOf([doctor("ada", booked(560, 580))]);
const early = offerOf([doctor("ada", booked(540, 560))]);
const late = offerOf([doctor("ada", booked(580, 600))]);
const tea = doctor("ada", { breaks: [{ from: 560, to: 580 }] });
const three = offerOf([doctor("ada", booked(560, 580)), doctor("bea", booked(560, 580)), doctor("cy"), doctor("dee")]);

test.each<[string, Offer, number, string[], Offer?]>([
  ["the start before and the start after", midst, 560, ["earlier_start 540 ada", "later_start 580 ada"]],
  ["the nearest before, of several", late, 580, ["earlier_start 560 ada"]],
  ["the nearest after, of several", early, 540, ["later_start 560 ada"]],
  [
    "a colleague who is free then",
    midst,
    560,
    ["earlier_start 540 ada", "later_start 580 ada", "other_practitioner 560 cy", "other_practitioner 560 dee"],
    three,
  ],
  [
    "a break that could be waived",
    offerOf([tea]),
    560,
    ["earlier_start 540 ada", "later_start 580 ada", "waive break"],
  ],
  [
    "the rules of whoever has the fewest",
    offerOf([tea, doctor("bea", { from: 600, to: 660 })], { earliest: 590 }),
    560,
    ["later_start 600 bea", "waive notice_too_short break"],
  ],
])("what would help: %s", (_, asked, minute, changes, anybody) => {
  const found = explain(asked, minute, anybody);
  expect(found.reasons.length).toBeGreaterThan(0);
  expect(said(found.changes).sort()).toEqual([...changes].sort());
});

test("somebody whom only other bookings keep from it leaves nothing to waive, another who could by waiving does", () => {
  const asked = offerOf([doctor("ada", booked(540, 560)), doctor("bea", { from: 560, to: 600 })]);
  expect(said(explain(asked, 540).changes)).toContain("waive outside_hours");
  expect(said(explain(offerOf([doctor("ada", booked(540, 560))]), 540).changes)).not.toContain("waive outside_hours");
});

test("a break that has gone by cannot be waived", () =>
  expect(said(explain(offerOf([tea], { now: 570 }), 560).changes)).toEqual(["later_start 580 ada"]));

test("of two who could by waiving, the rules of the one with fewer are named, each once", () => {
  const half = {
    breaks: [
      { from: 540, to: 550 },
      { from: 555, to: 560 },
    ],
  };
  const [few, many] = [doctor("bea", half), doctor("ada", { from: 545, to: 600, breaks: [{ from: 550, to: 560 }] })];
  expect(said(explain(offerOf([many, few]), 540).changes)).toContain("waive break");
});

test("those who were asked are no colleagues of their own", () => {
  const one = offerOf([doctor("ada", booked(560, 580))]);
  const both = offerOf([doctor("ada"), doctor("bea")]);
  expect(said(explain(one, 560, both).changes)).not.toContain("other_practitioner 560 ada");
});

test("a colleague who is booked then is of no help", () => {
  const both = offerOf([doctor("ada", booked(560, 580)), doctor("bea", booked(560, 580))]);
  expect(said(explain(midst, 560, both).changes)).toEqual(["earlier_start 540 ada", "later_start 580 ada"]);
});
