import fc from "fast-check";
import { expect, test } from "vitest";
import { clash } from "../supply/needs.ts";
import { type FormerClaim, givenUpLast, placeAgain, type RivalClaim } from "./place-again.ts";

const window = (from: number, to: number, lead: readonly [number, number] = [from, to]) => ({
  range: [from, to] as const,
  lead,
});
const former = (given: Partial<FormerClaim> = {}): FormerClaim => ({
  ...window(540, 560),
  phase: 0,
  resourceId: "ada",
  resourceName: "Ada",
  lane: 1,
  lanes: 1,
  ...given,
});
const rival = (given: Partial<RivalClaim> = {}): RivalClaim => ({
  ...window(540, 560),
  resourceId: "ada",
  lane: 1,
  appointmentId: "rival",
  ranOut: false,
  ...given,
});

/** `ada 1, room 2`, and which holds have to end for it; or whose fault it is. */
function said(claims: FormerClaim[], rivals: RivalClaim[]): string {
  const again = placeAgain(claims, rivals);
  if ("reasons" in again)
    return again.reasons.map((one) => `${one.code} ${one.resourceName} ${one.appointmentId ?? "itself"}`).join(", ");
  const placed = again.claims.map(({ resourceId, lane }) => `${resourceId} ${lane}`).join(", ");
  return again.expired.length > 0 ? `${placed} instead of ${again.expired.join(", ")}` : placed;
}

const twoLanes = former({ lanes: 2 });
const second = former({ lanes: 2, lane: 2 });

test.each<[string, FormerClaim[], RivalClaim[], string]>([
  ["nobody is there", [former()], [], "ada 1"],
  ["somebody is there", [former()], [rival()], "claimed Ada rival"],
  ["somebody is there before", [former()], [rival(window(520, 540))], "ada 1"],
  ["somebody is there after", [former()], [rival(window(560, 580))], "ada 1"],
  ["somebody begins a minute earlier", [former()], [rival(window(521, 541))], "claimed Ada rival"],
  [
    "what is kept free before it is taken",
    [former(window(540, 560, [530, 560]))],
    [rival(window(520, 540))],
    "claimed Ada rival",
  ],
  ["somebody has another resource", [former()], [rival({ resourceId: "bea" })], "ada 1"],
  ["another lane is free", [twoLanes], [rival()], "ada 2"],
  ["the lane where it was is free", [second], [], "ada 2"],
  ["a lower lane is free", [second], [rival({ lane: 2 })], "ada 1"],
  [
    "all lanes are taken",
    [twoLanes],
    [rival({ appointmentId: "a" }), rival({ appointmentId: "b", lane: 2 })],
    "claimed Ada a, claimed Ada b",
  ],
  ["its lane is there no more, and free", [former({ lane: 3, lanes: 2 })], [], "ada 3"],
  ["its lane is there no more, and taken", [former({ lane: 3, lanes: 2 })], [rival({ lane: 3 })], "ada 1"],
  ["a hold that ran out is there", [former()], [rival({ ranOut: true })], "ada 1 instead of rival"],
  ["a hold that ran out is on another lane", [twoLanes], [rival({ ranOut: true, lane: 2 })], "ada 1"],
  [
    "holds that ran out are there, each is named once and in order",
    [former(), former({ phase: 1, resourceId: "room" })],
    [
      rival({ ranOut: true, appointmentId: "z" }),
      rival({ ranOut: true, appointmentId: "z", resourceId: "room" }),
      rival({ ranOut: true, appointmentId: "a", resourceId: "room" }),
    ],
    "ada 1, room 1 instead of a, z",
  ],
  [
    "one of two resources is taken",
    [former(), former({ phase: 1, resourceId: "room", resourceName: "Room" })],
    [rival({ resourceId: "room" })],
    "claimed Room rival",
  ],
  ["two of its phases want one resource at once", [twoLanes, { ...twoLanes, phase: 1 }], [], "ada 1, ada 2"],
  [
    "two of its phases want one resource one after the other",
    [twoLanes, former({ ...window(560, 580), phase: 1, lanes: 2 })],
    [],
    "ada 1, ada 1",
  ],
  [
    "two of its phases want two resources at once",
    [twoLanes, former({ phase: 1, resourceId: "room" })],
    [],
    "ada 1, room 1",
  ],
  [
    "its own phases, pushed aside, leave no lane for one of them",
    [
      former({ ...window(540, 560), lanes: 2 }),
      former({ ...window(560, 580), phase: 1, lanes: 2 }),
      former({ ...window(550, 570), phase: 2, lanes: 2, lane: 2 }),
    ],
    [rival(window(530, 545))],
    "claimed Ada itself",
  ],
])("taking back a time when %s", (_, claims, rivals, outcome) => expect(said(claims, rivals)).toBe(outcome));

test("a claim that is taken back is the one that was given up, on its lane", () => {
  const { resourceName: _, lanes: __, ...claim } = former(window(540, 560, [535, 560]));
  expect(placeAgain([former(window(540, 560, [535, 560]))], [])).toEqual({ claims: [claim], expired: [] });
});

test("whatever is given back clashes with nobody who is there, nor with itself", () => {
  const anywhere = fc.record({ from: fc.integer({ min: 0, max: 8 }), length: fc.integer({ min: 1, max: 4 }) });
  const times = anywhere.map(({ from, length }) => window(from, from + length));
  const lane = fc.integer({ min: 1, max: 3 });
  const rivals = fc.array(
    fc.tuple(times, lane, fc.boolean()).map(([time, lane, ranOut]) => rival({ ...time, lane, ranOut })),
  );
  const claims = fc.array(
    fc.tuple(times, lane).map(([time, lane]) => former({ ...time, lane, lanes: 3 })),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(claims, rivals, (claims, rivals) => {
      const again = placeAgain(claims, rivals);
      if ("reasons" in again) {
        expect(again.reasons.length).toBeGreaterThan(0);
        return;
      }
      expect(again.claims).toHaveLength(claims.length);
      const live = rivals.filter(({ ranOut }) => !ranOut);
      for (const [i, claim] of again.claims.entries())
        for (const other of [...live, ...again.claims.slice(0, i)])
          expect(other.lane === claim.lane && clash(other, claim)).toBe(false);
    }),
  );
});

const phases = (...all: number[]) => all.map((phase, i) => ({ phase, i }));

test.each<[string, number[], number[]]>([
  ["none were made", [], []],
  ["made once", [0, 1], [0, 1]],
  ["moved twice", [0, 1, 0, 1, 0], [4]],
  ["moved to a service of more phases", [0, 0, 1, 2], [1, 2, 3]],
])("the claims that were given up last: %s", (_, made, last) =>
  expect(givenUpLast(phases(...made)).map(({ i }) => i)).toEqual(last),
);
