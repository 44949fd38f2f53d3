import { expect, test } from "vitest";
import { itineraryOf, missingOf, shifted, type VisitValues, without } from "./visit-values.ts";

const visit: VisitValues = {
  patientId: "mona",
  serviceIds: ["blood", "scan", "talk"],
  order: "some",
  pairs: [[0, 2]],
  from: "2026-11-23",
  to: "2026-11-27",
};

test.each([
  ["patient", { patientId: null }],
  ["services", { serviceIds: [] }],
  ["dates", { to: null }],
  ["dates", { to: "2026-11-22" }],
  [null, {}],
] as const)("what is missing is %s", (missing, part) => {
  expect(missingOf({ ...visit, ...part })).toBe(missing);
  expect(itineraryOf({ ...visit, ...part }, "nile") === null).toBe(missing !== null);
});

test("the question ends with the date after the last one, and says only the order that is meant", () => {
  expect(itineraryOf(visit, "nile")).toEqual({
    itinerary: {
      patient_id: "mona",
      clinic_id: "nile",
      service_ids: ["blood", "scan", "talk"],
      date_from: "2026-11-23",
      date_to: "2026-11-28",
      after: [{ first: 0, second: 2 }],
    },
  });
  expect(itineraryOf({ ...visit, order: "inOrder" }, "nile")?.itinerary).toMatchObject({ in_order: true });
  expect(itineraryOf({ ...visit, order: "any" }, "nile")?.itinerary).not.toHaveProperty("after");
});

test("a service that is removed takes its constraints along, and the others keep theirs", () => {
  expect(without(visit, 1)).toMatchObject({ serviceIds: ["blood", "talk"], pairs: [[0, 1]] });
  expect(without(visit, 2).pairs).toEqual([]);
});

test("a service that is moved keeps its constraints; at the ends nothing moves", () => {
  const moved = shifted(visit, 2, -1);
  expect(moved).toMatchObject({ serviceIds: ["blood", "talk", "scan"], pairs: [[0, 1]] });
  expect(shifted(moved, 1, 1)).toEqual(visit);
  expect(shifted(visit, 0, -1)).toBe(visit);
});
