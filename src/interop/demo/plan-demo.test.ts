import fc from "fast-check";
import { expect, test } from "vitest";
import { normalizePhone } from "../../core/phones.ts";
import { planDemo } from "./plan-demo.ts";

const namesOf = (seed: number, clinics: number) => planDemo(seed, clinics).patients.map(({ name }) => name);
const seeds = fc.integer({ min: 1, max: 2 ** 31 });

test("the same number gives the same people, another number gives others", () => {
  expect(planDemo(42, 3)).toEqual(planDemo(42, 3));
  expect(namesOf(42, 3)).not.toEqual(namesOf(43, 3));
});

test("in every clinic somebody works on every weekday", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 9 }), (seed, count) => {
      const { clinics, practitioners } = planDemo(seed, count);
      for (const clinic of clinics.keys()) {
        const shifts = practitioners
          .flatMap((practitioner) => practitioner.shifts)
          .filter((shift) => shift.clinic === clinic);
        const weekdays = new Set(shifts.flatMap((shift) => shift.weekdays));
        expect([...weekdays].sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
      }
    }),
    { numRuns: 30 },
  );
});

test("nobody is at two clinics on one weekday", () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 1, max: 9 }), (seed, count) => {
      for (const { shifts } of planDemo(seed, count).practitioners) {
        const weekdays = shifts.flatMap((shift) => shift.weekdays);
        expect(new Set(weekdays).size).toBe(weekdays.length);
      }
    }),
    { numRuns: 30 },
  );
});

test("phone numbers exist, and each has one owner", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { patients } = planDemo(seed, 4);
      const owned = patients.filter(({ phone, phoneIsOwn }) => phone !== null && phoneIsOwn).map(({ phone }) => phone!);
      expect(new Set(owned).size).toBe(owned.length);
      for (const phone of owned) expect(normalizePhone(phone, "GR")).toBe(phone);
    }),
    { numRuns: 10 },
  );
});

test("practitioners of one demo have names of their own", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const names = planDemo(seed, 6).practitioners.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }),
    { numRuns: 30 },
  );
});
