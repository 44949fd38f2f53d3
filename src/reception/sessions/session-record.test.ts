import { expect, test } from "vitest";
import { sessionRow } from "../../../test/session-row.ts";
import type { SessionStatus } from "../../core/moves.ts";
import { requireOn, requireOpen } from "./session-record.ts";

const sessionThatIs = (status: SessionStatus) => sessionRow({ status });

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
