import { expect, test } from "vitest";
import type { Patient } from "../api/types.ts";
import { differs, keepOf, keptFirst, standing } from "./merge-choice.ts";

const patient = (said: Partial<Patient>): Patient => ({
  id: "a",
  name: "Ada",
  phone: null,
  phone_is_own: true,
  birth_date: null,
  gender: "unknown",
  address: null,
  notes: null,
  timezone: null,
  provisional: false,
  merged_into: null,
  created_at: "2026-11-18T08:00:00Z",
  version: 1,
  ...said,
});

test("there is something to choose only where both say something else", () => {
  const [one, other] = [
    patient({ phone: "+3069", gender: "female" }),
    patient({ phone: "+3068", birth_date: "1980-01-01" }),
  ];
  expect(["name", "phone", "birth_date", "gender"].filter((field) => differs(one, other, field as "name"))).toEqual([
    "phone",
  ]);
  expect(standing(one, other, "birth_date", {})).toBe("merged");
  expect(keepOf(one, other, {})).toEqual({ phone: "kept" });
  expect(keepOf(one, other, { phone: "merged" })).toEqual({ phone: "merged" });
});

test("notes that differ are both kept unless one is chosen", () => {
  const [one, other] = [patient({ notes: "a" }), patient({ notes: "b" })];
  expect(keepOf(one, other, {})).toEqual({});
  expect(keepOf(one, other, { notes: "merged" })).toEqual({ notes: "merged" });
});

test("who is known is kept, and among equals who was there first", () => {
  const known = patient({ id: "known", created_at: "2026-11-18T09:00:00Z" });
  const somebody = patient({ id: "somebody", name: "? 7KQ", provisional: true });
  expect(keptFirst(somebody, known)[0].id).toBe("known");
  expect(keptFirst(known, patient({ id: "first" }))[0].id).toBe("first");
  expect(standing(somebody, known, "name", {})).toBe("merged");
});

test("who was there some thousandths before was there first, though its text comes behind", () => {
  const first = patient({ id: "first", created_at: "2026-11-18T09:00:00.12Z" });
  const second = patient({ id: "second", created_at: "2026-11-18T09:00:00.124Z" });
  expect(keptFirst(second, first)[0].id).toBe("first");
  expect(keptFirst(first, second)[0].id).toBe("first");
});
