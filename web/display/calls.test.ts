import { expect, test } from "vitest";
import { nameOf, newCalls } from "./calls.ts";

const call = (queue_number: number, call_count: number, service_date = "2026-11-25") => ({
  service_date,
  queue_number,
  call_count,
});

test("a call is spoken of once, and once more when the number is called again", () => {
  const spoken = new Set([call(7, 1), call(8, 1)].map(nameOf));
  expect(newCalls([call(9, 1), call(8, 2), call(7, 1)], spoken)).toEqual([call(9, 1), call(8, 2)]);
  expect(newCalls([call(7, 1)], spoken)).toEqual([]);
});

test("the same number of the date before is another patient's", () => {
  const yesterdays = call(7, 1, "2026-11-24");
  expect(newCalls([yesterdays, call(7, 1)], new Set([nameOf(call(7, 1))]))).toEqual([yesterdays]);
});
