import { expect, test } from "vitest";
import type { Admission, BoardBed, SessionBoard } from "../api/types.ts";
import { renewed } from "./renewed.ts";

const admission = (version: number) => ({ appointment_id: "mona", version }) as Admission;
const bed = (bed_id: string, of: Admission | null) => ({ bed_id, admission: of }) as BoardBed;
const session = (id: string, board: BoardBed[], without_bed: Admission[] = []) =>
  ({ id, board, without_bed }) as SessionBoard;

const before = session("morning", [bed("one", null)], [admission(1)]);
const now = session("morning", [bed("one", admission(2))]);

test("a patient who got a bed meanwhile has it in the dialog, too", () => {
  const asked = { kind: "place", held: { session: before, admission: admission(1) } } as const;
  expect(renewed(asked, [now])).toEqual({ kind: "place", held: { session: now, admission: admission(2) } });
});

test("a patient who left the shown sessions stays as they were asked about", () => {
  const asked = { kind: "place", held: { session: before, admission: admission(1) } } as const;
  expect(renewed(asked, [session("evening", [])])).toEqual(asked);
});

test("a session and its bed are the newest", () => {
  const asked = { kind: "out", session: before, bed: bed("one", null) } as const;
  expect(renewed(asked, [now])).toEqual({ kind: "out", session: now, bed: now.board[0] });
  expect(renewed({ kind: "admit", session: before, bed: null }, [now])).toEqual({
    kind: "admit",
    session: now,
    bed: null,
  });
  expect(renewed({ kind: "cancel", session: before }, [now])).toEqual({ kind: "cancel", session: now });
});
