import { expect, test } from "vitest";
import { hoursOf } from "./hours.ts";
import type { Claim, Need, ResourceTime } from "./needs.ts";
import { placeNeeds } from "./place-claims.ts";

/** A bed that is there at any hour; times are minutes of no certain day. */
function bed(resourceId: string, claims: [number, number][] = [], lanes = 1): ResourceTime {
  const timetable = { resourceId, clinicId: "here", lanes, active: true, atAnyHour: true, rules: [], exceptions: [] };
  const hours = hoursOf(timetable, { clinicId: "here", serviceId: "visit" }, [0, 1440]);
  const taken = claims.map(([from, to]): Claim => {
    const range = [from, to] as const;
    return { lane: 1, appointmentId: "other", range, lead: range };
  });
  return { resourceId, name: resourceId, kind: "bed", hours, claims: taken, expired: [] };
}

const need = (candidates: string[], starts: number, ends: number, given: Partial<Need> = {}): Need => ({
  need: "pool",
  candidates,
  starts,
  ends,
  bufferBefore: 0,
  bufferAfter: 0,
  shareable: false,
  ...given,
});

/** Which bed and lane each phase gets, as `a1`. */
function placed(beds: ResourceTime[], needs: Need[], start = 600): string[] | null {
  const byId = new Map(beds.map((one) => [one.resourceId, one]));
  const claims = placeNeeds(needs, start, ({ candidates }) => candidates.map((id) => byId.get(id)!));
  return claims?.map(({ resourceId, lane }) => `${resourceId}${lane}`) ?? null;
}

const both = ["a", "b"];

test.each<[string, ResourceTime[], Need[], string[] | null]>([
  ["the first of the pool", [bed("a"), bed("b")], [need(both, 0, 20)], ["a1"]],
  ["the next when it is taken", [bed("a", [[610, 620]]), bed("b")], [need(both, 0, 20)], ["b1"]],
  ["two at once take two", [bed("a"), bed("b")], [need(both, 0, 20), need(both, 10, 30)], ["a1", "b1"]],
  ["one after the other the same", [bed("a"), bed("b")], [need(both, 0, 20), need(both, 20, 40)], ["a1", "a1"]],
  [
    "unless a buffer lies between",
    [bed("a"), bed("b")],
    [need(both, 0, 20, { bufferAfter: 5 }), need(both, 20, 40)],
    ["a1", "b1"],
  ],
  ["two lanes of one", [bed("a", [], 2)], [need(["a"], 0, 20), need(["a"], 0, 20)], ["a1", "a2"]],
  [
    "the first phase yields when only its favourite suits the second",
    [bed("a"), bed("b")],
    [need(both, 0, 20), need(["a"], 0, 20)],
    ["b1", "a1"],
  ],
  ["three in two do not fit", [bed("a"), bed("b")], [need(both, 0, 20), need(both, 0, 20), need(both, 0, 20)], null],
  ["none at all", [bed("a", [[0, 1440]])], [need(["a"], 0, 20)], null],
])("%s", (_, beds, needs, expected) => {
  expect(placed(beds, needs)).toEqual(expected);
});

test("eleven phases at once in ten beds are refused at once", () => {
  const ids = Array.from({ length: 10 }, (_, i) => `bed${i}-`);
  const needs = Array.from({ length: 11 }, () => need(ids, 0, 20));
  expect(
    placed(
      ids.map((id) => bed(id)),
      needs,
    ),
  ).toBeNull();
  expect(
    placed(
      ids.map((id) => bed(id)),
      needs.slice(1),
    ),
  ).toHaveLength(10);
});

test("buffers that neighbours share keep the longer of them free, else the sum", () => {
  const shares = { range: [580, 605] as const, lead: [570, 600] as const };
  const neighbour = (shareable: boolean): ResourceTime => ({
    ...bed("a"),
    claims: [
      {
        lane: 1,
        appointmentId: "other",
        ...(shareable ? shares : { range: [570, 605] as const, lead: [570, 605] as const }),
      },
    ],
  });
  const wish = (shareable: boolean) => [need(["a"], 0, 20, { bufferBefore: 10, bufferAfter: 10, shareable })];
  const firstStart = (time: ResourceTime, needs: Need[]) =>
    Array.from({ length: 60 }, (_, i) => 600 + i).find((start) => placed([time], needs, start));
  // The neighbour ends at 600 and keeps 5 minutes after; we keep 10 before.
  expect(firstStart(neighbour(true), wish(true))).toBe(610);
  expect(firstStart(neighbour(true), wish(false))).toBe(615);
  expect(firstStart(neighbour(false), wish(true))).toBe(615);
  expect(firstStart(neighbour(false), wish(false))).toBe(615);
});
