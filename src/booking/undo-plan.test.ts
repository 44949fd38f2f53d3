import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { gaveUpTime, type PastEvent, planUndo } from "./undo-plan.ts";

const now = Temporal.Instant.from("2026-11-02T09:00:00Z");
const [before, after] = ["2026-11-02T08:59:00Z", "2026-11-02T09:01:00Z"];

const booked = {
  status: "confirmed",
  practitioner_id: "ada",
  starts_at: after,
  ends_at: "2026-11-02T09:21:00Z",
  service_date: "2026-11-02",
  phases: [[0, 20]],
  overlap_waived: false,
  reschedule_count: 0,
  notes: "Brings the letter",
  version: 1,
};
const event = (kind: string, change: Record<string, unknown>): PastEvent => ({ id: `the ${kind}`, kind, change });
const book = event("book", booked);
const request = event("request", { ...booked, status: "pending" });
const hold = event("hold", { ...booked, status: "held", hold_expires_at: after });
const cancel = event("cancel", {
  status: "cancelled",
  version: 2,
  cancelled_at: before,
  cancelled_by: "desk",
  cancellation_reason: "A cold",
  cancelled_for: "patient",
  cancelled_late: true,
});
const confirm = event("confirm", { status: "confirmed", version: 2, hold_expires_at: null });

test.each<[string, PastEvent[], object]>([
  [
    "a cancellation: nobody cancelled it",
    [book, cancel],
    { cancelled_at: null, cancelled_by: null, cancellation_reason: null, cancelled_for: null, cancelled_late: null },
  ],
  ["a missed one", [book, event("no_show", { status: "no_show", no_show_at: before })], { no_show_at: null }],
  ["an arrival", [book, event("check_in", { status: "checked_in", checked_in_at: before })], { checked_in_at: null }],
  ["a confirmation of a request", [request, confirm], {}],
  ["a bed: none was given before", [book, event("assign_bed", { bed_id: "one" })], { bed_id: null }],
  [
    "another bed: the one before",
    [book, event("assign_bed", { bed_id: "one" }), event("assign_bed", { bed_id: "two" })],
    { bed_id: "one" },
  ],
  [
    "a move: back to who and when it was, and what was not touched stays",
    [
      book,
      event("reschedule", {
        practitioner_id: "bea",
        starts_at: "2026-11-03T09:00:00Z",
        ends_at: "2026-11-03T09:30:00Z",
        starts_local: "2026-11-03T09:00:00",
        service_date: "2026-11-03",
        duration_minutes: 30,
        phases: [[0, 30]],
        reschedule_count: 1,
        overlap_waived: true,
        waived: [{ rule: "patient_busy", reason: "Comes with her mother" }],
        notes: "Brings the letter",
        version: 2,
      }),
    ],
    {
      practitioner_id: "ada",
      starts_at: booked.starts_at,
      ends_at: booked.ends_at,
      starts_local: null,
      service_date: "2026-11-02",
      duration_minutes: null,
      phases: [[0, 20]],
      reschedule_count: 0,
      overlap_waived: false,
      waived: null,
    },
  ],
  [
    "the last of two moves, back to the first",
    [
      book,
      event("reschedule", { starts_at: "2026-11-03T09:00:00Z" }),
      event("reschedule", { starts_at: "2026-11-04T09:00:00Z" }),
    ],
    { starts_at: "2026-11-03T09:00:00Z" },
  ],
  [
    "a cancelled hold that still runs",
    [hold, event("cancel", { status: "cancelled", cancelled_at: before, hold_expires_at: null })],
    { cancelled_at: null, hold_expires_at: after },
  ],
  [
    "a confirmation that brought what was learned meanwhile",
    [request, event("confirm", { status: "confirmed", notes: "Bring nothing", booking_source: "online" })],
    { notes: "Brings the letter", booking_source: null },
  ],
])("undoing %s", (_, events, change) => {
  const last = events.at(-1)!;
  const plan = planUndo(events, now);
  expect(plan).toMatchObject({ undone: last.kind, eventId: last.id });
  expect(plan.change).toEqual(change);
});

test("what was before the last event is told with the plan", () =>
  expect(planUndo([book, cancel], now).before).toMatchObject({
    status: "confirmed",
    starts_at: after,
    phases: [[0, 20]],
  }));

const over = { ...request, change: { ...request.change, starts_at: now.toString() } };
const runOut = (until: string) => ({ ...hold, change: { ...hold.change, hold_expires_at: until } });

test.each<[string, PastEvent[], RegExp]>([
  ["no past at all", [], /no past/],
  ["only a booking", [book], /book, which stays/],
  ["a treatment", [book, event("complete", { status: "completed" })], /complete, which stays/],
  ["what undid something already", [book, cancel, event("undo", { status: "confirmed" })], /undo, which stays/],
  ["a request that became one from a hold", [hold, event("hold_request", {})], /hold request, which stays/],
  ["a confirmation of a hold", [hold, confirm], /confirm, which stays/],
  ["the cancellation of a hold that ran out", [runOut(before), cancel], /hold has run out/],
  ["the cancellation of a hold that runs out now", [runOut(now.toString()), cancel], /hold has run out/],
  ["the cancellation of a request whose start has come", [over, cancel], /request has come/],
  ["the confirmation of a request whose start has come", [over, confirm], /request has come/],
])("cannot be undone: %s", (_, events, why) => {
  const undo = () => planUndo(events, now);
  expect(undo).toThrow(expect.objectContaining({ code: "not_undoable" }));
  expect(undo).toThrow(why);
});

test("an agreed appointment comes back after its start, too", () => {
  const past = { ...book, change: { ...booked, starts_at: before, hold_expires_at: before } };
  expect(planUndo([past, cancel], now).undone).toBe("cancel");
});

test("time is taken anew where it was given up", () => {
  const anew = Object.entries(gaveUpTime).filter(([, gaveUp]) => gaveUp);
  expect(anew.map(([kind]) => kind).sort()).toEqual(["cancel", "no_show", "reschedule", "reschedule_request"]);
});
