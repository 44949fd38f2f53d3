import { expect, test } from "vitest";
import type { Considered, Outcome } from "./consider-opening.ts";
import { noteConsidered } from "./note-considered.ts";

const some = (count: number, outcome: Outcome): Considered[] =>
  Array.from({ length: count }, (_, i) => ({ request_id: `${outcome} ${i}`, outcome }));

test("fifty are named, in their order, and nobody is counted", () => {
  const fifty = [...some(20, "patient_busy"), ...some(1, "offered"), ...some(29, "others_came_first")];
  expect(noteConsidered(fifty)).toEqual(fifty);
});

test("of more, the others are counted by outcome", () => {
  const all = [...some(50, "patient_busy"), ...some(3, "outside_dates"), ...some(2, "patient_busy")];
  expect(noteConsidered(all)).toEqual([
    ...all.slice(0, 50),
    { outcome: "outside_dates", count: 3 },
    { outcome: "patient_busy", count: 2 },
  ]);
});

test("whoever is offered it is named wherever they stand, with the twenty behind", () => {
  const all = [...some(900, "outside_dates"), ...some(1, "offered"), ...some(70, "others_came_first")];
  const noted = noteConsidered(all);
  expect(noted).toHaveLength(50 + 1 + 20 + 2);
  expect(noted.slice(50, 52)).toEqual([all[900], all[901]]);
  expect(noted.slice(71)).toEqual([
    { outcome: "outside_dates", count: 850 },
    { outcome: "others_came_first", count: 50 },
  ]);
});
