import en from "../../web/locales/en.json" with { type: "json" };
import { expect, test } from "vitest";
import { defaultPhases, faultsOfPhases, isDefault, nothingNamed, type Phase } from "./check-phases.ts";

const chair = "0190a6d2-0000-7000-8000-000000000001";
const practitioner = (starts_minute: number, ends_minute: number): Phase => ({
  starts_minute,
  ends_minute,
  need: "practitioner",
  ...nothingNamed,
});
const inChair = (starts_minute: number, ends_minute: number): Phase => ({
  starts_minute,
  ends_minute,
  need: "resource",
  ...nothingNamed,
  resource_id: chair,
});
const anyOf = (needed: Pick<Phase, "need"> & Partial<Phase>): Phase => ({
  ...practitioner(0, 30),
  ...needed,
});

test.each<[string, Phase[], number]>([
  ["the default", defaultPhases(30), 30],
  ["a nurse, a chair, a nurse", [practitioner(0, 20), inChair(0, 240), practitioner(225, 240)], 240],
  [
    "any of a pool and any of a kind",
    [anyOf({ need: "pool", pool_id: chair }), anyOf({ need: "kind", resource_kind: "bed" })],
    30,
  ],
  ["a gap and an early end", [practitioner(5, 10), inChair(15, 20)], 30],
])("%s can stand", (_, phases, duration) => {
  expect(faultsOfPhases(phases, duration)).toEqual([]);
});

test.each<[string, Phase[], string[]]>([
  ["a phase that outlasts the service", [practitioner(0, 31)], ["/phases/0/ends_minute"]],
  ["an empty phase", [practitioner(0, 30), inChair(10, 10)], ["/phases/1/ends_minute"]],
  ["a phase backwards", [practitioner(20, 10)], ["/phases/0/ends_minute"]],
  ["a resource without a name", [{ ...inChair(0, 30), resource_id: null }], ["/phases/0/resource_id"]],
  ["a practitioner by name", [{ ...practitioner(0, 30), resource_id: chair }], ["/phases/0/resource_id"]],
  ["a pool without a name", [anyOf({ need: "pool" })], ["/phases/0/pool_id"]],
  ["a kind without a name", [anyOf({ need: "kind" })], ["/phases/0/resource_kind"]],
  ["a pool by a practitioner", [anyOf({ need: "practitioner", pool_id: chair })], ["/phases/0/pool_id"]],
  ["a kind beside a resource", [{ ...inChair(0, 30), resource_kind: "bed" }], ["/phases/0/resource_kind"]],
  [
    "a resource for a pool",
    [anyOf({ need: "pool", resource_id: chair })],
    ["/phases/0/resource_id", "/phases/0/pool_id"],
  ],
  [
    "several things at once",
    [{ ...inChair(0, 40), resource_id: null }],
    ["/phases/0/ends_minute", "/phases/0/resource_id"],
  ],
])("%s is refused at its field", (_, phases, pointers) => {
  const faults = faultsOfPhases(phases, 30);
  expect(faults.map(({ pointer }) => pointer)).toEqual(pointers);
  expect(faults.every(({ code }) => code in en.field)).toBe(true);
});

test("only one practitioner from the first minute to the last is the default", () => {
  expect(isDefault(defaultPhases(30), 30)).toBe(true);
  expect(isDefault([practitioner(0, 20)], 30)).toBe(false);
  expect(isDefault([practitioner(5, 30)], 30)).toBe(false);
  expect(isDefault([inChair(0, 30)], 30)).toBe(false);
  expect(isDefault([practitioner(0, 30), inChair(0, 30)], 30)).toBe(false);
});
