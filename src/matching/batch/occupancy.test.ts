import { expect, it } from "vitest";
import { demand } from "../../../test/matching/wanted.ts";
import { type Problem, usualWeights } from "../problem.ts";
import { boardOf } from "./board.ts";
import { Occupancy } from "./occupancy.ts";

const hour = 60;

/** Two rooms, of which the second one opens an hour later; any practitioner will do, so only rooms can be wanting. */
const problem = (requests: number): Problem => ({
  requests: Array.from({ length: requests }, (_, nr) =>
    demand({ requestId: `r${nr}`, patientId: `p${nr}`, ticketIds: [`t${nr}`], offerings: [0, 1] }),
  ),
  offerings: [hour, 2 * hour].map((durationMinutes) => {
    const starts = Int32Array.from([0, hour]);
    return {
      serviceId: "s",
      clinicId: "here",
      practitionerId: null,
      durationMinutes,
      starts,
      days: Int32Array.from([4, 4]),
      minutes: Int16Array.from(starts),
      needs: [{ from: 0, to: durationMinutes, anyOf: [0, 1] }],
    };
  }),
  resources: [
    { resourceId: "a", kind: "room", lanes: [[[0, 3 * hour]]] },
    { resourceId: "b", kind: "room", lanes: [[[hour, 3 * hour]]] },
  ],
  weights: usualWeights,
});

const [shortAtNine, shortAtTen, longAtNine, longAtTen] = [0, 1, 2, 3];

it("shifts what stands in the only lane that would do, and undoes it", () => {
  const board = boardOf(problem(3));
  const [first, second, third] = board.asks;
  const occupancy = new Occupancy(board);
  expect(occupancy.take(second!, [longAtTen])).toBe(true); // into the second room, where nothing is left over
  expect(occupancy.lanesOf(second!)).toEqual([1]);
  expect(occupancy.take(first!, [shortAtNine])).toBe(true);
  occupancy.release(second!);
  expect(occupancy.take(second!, [shortAtTen])).toBe(true);
  occupancy.release(first!);
  occupancy.remember();
  const before = occupancy.lanesOf(second!);
  expect(occupancy.isFree(third!, longAtNine)).toBe(true);
  expect(occupancy.take(third!, [longAtNine])).toBe(true);
  expect(occupancy.lanesOf(third!)).toEqual([0]);
  expect(occupancy.lanesOf(second!)).toEqual([1]);
  expect(occupancy.isFree(first!, shortAtNine)).toBe(false);
  expect(occupancy.isFree(first!, shortAtTen)).toBe(false);
  occupancy.undo();
  expect(occupancy.lanesOf(second!)).toEqual(before);
  expect(occupancy.isFree(first!, shortAtNine)).toBe(true);
});

it("counts stretches that no single lane holds as closed", () => {
  const { ceilings } = boardOf(problem(1));
  expect(ceilings.map(({ length, capacity }) => ({ length, capacity: [...capacity] }))).toEqual([
    { length: 1, capacity: [1, 2, 2] },
    { length: 2, capacity: [1, 2, 0] },
  ]);
});
