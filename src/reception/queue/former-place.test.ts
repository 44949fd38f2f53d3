import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { PastEvent } from "../../booking/undo-plan.ts";
import { formerPlace } from "./former-place.ts";

const [came, called, again] = ["2026-11-02T08:00:00Z", "2026-11-02T08:20:00Z", "2026-11-02T08:30:00Z"];
const instant = (text: string) => Temporal.Instant.from(text);
const event = (kind: string, change: Record<string, unknown> = {}): PastEvent => ({ id: `the ${kind}`, kind, change });

const walkIn = event("walk_in", { status: "waiting", in_line_since: came, practitioner_id: "ada" });
const call = event("call", { status: "called", called_at: called, room_id: "one", call_count: 1 });
const recall = event("recall", { called_at: again, room_id: "two", call_count: 2 });
const requeue = event("requeue", { status: "waiting", called_at: null, in_line_since: again, room_id: null });
const transfer = event("transfer", { status: "waiting", practitioner_id: "bea", called_at: null, room_id: null });
const [merge, unmerge] = [event("merge", { status: "left" }), event("unmerge", { status: "left" })];

const waiting = {
  status: "waiting",
  times: { called_at: null, in_line_since: instant(came) },
  place: { practitioner_id: "ada", room_id: null, call_count: 0 },
};
const inRoomOne = {
  status: "called",
  times: { called_at: instant(called), in_line_since: instant(came) },
  place: { practitioner_id: "ada", room_id: "one", call_count: 1 },
};

test.each<[string, PastEvent[], string, object]>([
  ["a call: the patient waits", [walkIn, call], "the call", waiting],
  ["a second call: called once, to the first room", [walkIn, call, recall], "the recall", inRoomOne],
  ["a place at the end: called still", [walkIn, call, requeue], "the requeue", inRoomOne],
  ["a hand-over: with the former practitioner", [walkIn, transfer], "the transfer", waiting],
  [
    "a hand-over after a place at the end: what was taken away stays away, and the calls are counted",
    [walkIn, call, requeue, transfer],
    "the transfer",
    {
      status: "waiting",
      times: { called_at: null, in_line_since: instant(again) },
      place: { practitioner_id: "ada", room_id: null, call_count: 1 },
    },
  ],
  [
    "a call of whom no event gave a place",
    [event("walk_in", { status: "waiting" }), call],
    "the call",
    {
      status: "waiting",
      times: { called_at: null, in_line_since: null },
      place: { practitioner_id: null, room_id: null, call_count: 0 },
    },
  ],
  ["a call before records were merged", [walkIn, call, merge], "the call", waiting],
  ["a call before they were parted again", [walkIn, call, merge, unmerge], "the call", waiting],
  ["a call after records were merged", [walkIn, merge, call], "the call", waiting],
  ["a call after they were parted again", [walkIn, unmerge, call], "the call", waiting],
])("undone: %s", (_, events, eventId, former) => expect(formerPlace(events)).toEqual({ eventId, ...former }));

test.each<[string, PastEvent[], string]>([
  ["a visit without events", [], "It has no past."],
  ["whose records were merged only", [merge, unmerge], "It has no past."],
  ["an arrival", [walkIn], "What was done last is walk in, which stays."],
  ["a start", [walkIn, call, event("start")], "What was done last is start, which stays."],
  ["a call before the start", [walkIn, call, event("start"), merge], "What was done last is start, which stays."],
  ["each word is told", [walkIn, event("take_it_back")], "What was done last is take it back, which stays."],
])("not undone: %s", (_, events, detail) =>
  expect(() => formerPlace(events)).toThrow(expect.objectContaining({ code: "not_undoable", message: detail })),
);
