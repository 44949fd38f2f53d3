import { expect, test } from "vitest";
import type { Admission, BoardBed, SessionBoard } from "../api/types.ts";
import { type BedPlace, placingOf } from "./placing.ts";

const admission = (id: string, bed_id: string | null) => ({ appointment_id: id, bed_id }) as Admission;
const bed = (bed_id: string, of: Admission | null = null) => ({ bed_id, admission: of }) as BoardBed;
const session = (id: string) => ({ id }) as SessionBoard;

const [morning, evening] = [session("morning"), session("evening")];
const mona = { session: morning, admission: admission("mona", "one") };
const omar = admission("omar", "two");

test.each<[string, BedPlace, string]>([
  ["on their own bed they stay", { session: morning, bed: bed("one", mona.admission) }, "stay"],
  ["beside the beds of their session they stay", { session: morning, bed: null }, "stay"],
  ["on a free bed they get it", { session: morning, bed: bed("three") }, "assign"],
  ["on somebody's bed the two may change", { session: morning, bed: bed("two", omar) }, "swap"],
  ["on a bed of another session they come there", { session: evening, bed: bed("one") }, "transfer"],
  ["on another session as a whole, too", { session: evening, bed: null }, "transfer"],
])("%s", (_, place, kind) => {
  expect(placingOf(mona, place).kind).toBe(kind);
});

test("who has no bed yet gets the one that is kept for them, too", () => {
  const waiting = { session: morning, admission: admission("sara", null) };
  expect(placingOf(waiting, { session: morning, bed: bed("four") })).toEqual({ kind: "assign", bed: bed("four") });
});
