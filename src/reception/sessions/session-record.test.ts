import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { SessionStatus } from "../../core/moves.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";
import { requireOn, requireOpen } from "./session-record.ts";

const sessionThatIs = (status: SessionStatus): SessionRow => ({
  id: "morning",
  version: 1,
  clinic_id: "centre",
  service_id: "infusion",
  name: "Morning",
  service_date: Temporal.PlainDate.from("2026-11-02"),
  starts_at: Temporal.Instant.from("2026-11-02T08:00Z"),
  ends_at: Temporal.Instant.from("2026-11-02T12:00Z"),
  timezone: "UTC",
  start_every_minutes: 0,
  status,
});

const isClosed = { code: "session_closed", message: "The session admits nobody more.", members: {} };
const isDone = {
  code: "illegal_move",
  message: "This is not possible while it is done.",
  members: { found_status: "done" },
};
const isCancelled = {
  code: "illegal_move",
  message: "This is not possible while it is cancelled.",
  members: { found_status: "cancelled" },
};

test.each<[SessionStatus, object]>([
  ["closed", isClosed],
  ["done", isDone],
  ["cancelled", isCancelled],
])("a session that is %s admits nobody", (status, refusal) => {
  expect(() => requireOpen(sessionThatIs(status))).toThrow(expect.objectContaining(refusal));
});

test("an open session admits", () => {
  expect(() => requireOpen(sessionThatIs("open"))).not.toThrow();
});

test.each<[SessionStatus, object]>([
  ["done", isDone],
  ["cancelled", isCancelled],
])("nothing is done any more to a session that is %s", (status, refusal) => {
  expect(() => requireOn(sessionThatIs(status))).toThrow(expect.objectContaining(refusal));
});

test.each<[SessionStatus]>([["open"], ["closed"]])("who is in a session that is %s is still looked after", (status) => {
  expect(() => requireOn(sessionThatIs(status))).not.toThrow();
});
