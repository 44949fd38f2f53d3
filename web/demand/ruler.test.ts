import { expect, test } from "vitest";
import { placeOn, rulerOf, ticksOf } from "./ruler.ts";

const hour = { duration: 60, before: 10, after: 30, phases: [{ starts_minute: 0, ends_minute: 60 }] };

test("a time line begins with the buffer before and ends with the one after", () => {
  const ruler = rulerOf(hour);
  expect(ruler).toEqual({ from: -10, to: 90 });
  expect(placeOn(ruler, -10, 0)).toEqual({ start: 0, length: 10 });
  expect(placeOn(ruler, 60, 90)).toEqual({ start: 70, length: 30 });
});

test("a phase that sticks out of the service is on the line", () => {
  expect(rulerOf({ ...hour, after: 0, phases: [{ starts_minute: 30, ends_minute: 90 }] })).toEqual({
    from: -10,
    to: 90,
  });
});

test.each([
  [1, [0, 1]],
  [20, [0, 5, 10, 15, 20]],
  [45, [0, 10, 20, 30, 45]],
  [240, [0, 30, 60, 90, 120, 150, 180, 210, 240]],
  [1440, [0, 240, 480, 720, 960, 1200, 1440]],
])("the ruler of %d minutes is written at %j", (duration, ticks) => {
  expect(ticksOf(duration)).toEqual(ticks);
});
