import { expect, test } from "vitest";
import { appointmentMoves, visitMoves } from "../../src/core/moves.ts";
import type { StoryEvent } from "../api/types.ts";
import ar from "../locales/ar.json" with { type: "json" };
import el from "../locales/el.json" with { type: "json" };
import en from "../locales/en.json" with { type: "json" };
import { detailsOf, tellStory } from "./told.ts";

const event = (subject: string, kind: string, at: string, change: object = {}) =>
  ({ id: `${subject} ${kind}`, subject, kind, occurred_at: at, actor_name: "Reception", change }) as StoryEvent;

const kindsOf = (events: StoryEvent[]) => tellStory(events).map(({ kind }) => kind);

test("what happened to both at once is told once, with what the visit adds", () => {
  const [, arrived, called] = tellStory([
    event("appointment", "book", "09:00", { service_date: "2026-11-18" }),
    event("visit", "expect", "09:00"),
    event("appointment", "check_in", "10:00", { status: "checked_in" }),
    event("visit", "check_in", "10:00", { status: "waiting", queue_number: 3 }),
    event("visit", "call", "10:05"),
  ]);
  expect([arrived!.kind, arrived!.change]).toEqual(["check_in", { status: "checked_in", queue_number: 3 }]);
  expect(called!.kind).toBe("call");
});

test("what happened to one of them alone, or to both at different times, is told", () => {
  expect(kindsOf([event("visit", "walk_in", "09:00"), event("visit", "queue", "09:00")])).toEqual(["walk_in", "queue"]);
  const cancelledAfter = [event("appointment", "book", "09:00"), event("appointment", "cancel", "09:00")];
  expect(kindsOf(cancelledAfter)).toEqual(["book", "cancel"]);
});

test("an event says when, which number and why, as far as it does", () => {
  const time = { service_date: "2026-11-18", starts_at: "2026-11-18T09:00:00Z", ends_at: "2026-11-18T09:20:00Z" };
  expect(detailsOf(event("appointment", "reschedule", "09:00", { ...time, practitioner_id: "nikos" }))).toEqual({
    time: { date: time.service_date, startsAt: time.starts_at, endsAt: time.ends_at },
    practitionerId: "nikos",
    queueNumber: null,
    reason: null,
  });
  const cancelled = event("appointment", "cancel", "09:00", { cancellation_reason: "Ill", queue_number: null });
  expect(detailsOf(cancelled)).toEqual({ time: null, practitionerId: null, queueNumber: null, reason: "Ill" });
});

test("everything that can happen has words", () => {
  const births = ["book", "hold", "request", "walk_in", "queue", "snapshot", "undo", "changed"];
  const kinds = [...Object.keys(appointmentMoves), ...Object.keys(visitMoves), ...births];
  for (const catalogue of [en, ar, el])
    expect(kinds.filter((kind) => !Object.hasOwn(catalogue.history.kinds, kind))).toEqual([]);
});
