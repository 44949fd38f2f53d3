import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { VisitStatus } from "../../core/moves.ts";
import { standingOf } from "./standing.ts";

const at = (time: string) => Temporal.Instant.from(`2026-11-02T${time}Z`);
const thresholds = { wait_warning_minutes: 15, wait_alert_minutes: 30 };

type Visit = Parameters<typeof standingOf>[0];
/** Everything has happened to it, each at its own time. */
const visit = (status: VisitStatus, over: Partial<Visit> = {}): Visit => ({
  status,
  starts_at: at("08:00:00"),
  check_in_time: at("08:01:00"),
  in_line_since: at("08:02:00"),
  called_at: at("08:03:00"),
  started_at: at("08:04:00"),
  ended_at: at("08:05:00"),
  completed_at: at("08:06:00"),
  updated_at: at("08:07:00"),
  ...over,
});

test.each<[VisitStatus, string, number]>([
  ["waiting", "08:02:00", 8],
  ["called", "08:03:00", 7],
  ["in_progress", "08:04:00", 6],
  ["pending_payment", "08:05:00", 5],
  ["completed", "08:06:00", 4],
  ["left", "08:05:00", 5],
  ["cancelled", "08:07:00", 3],
  ["no_show", "08:07:00", 3],
])("at ten past eight one is %s since %s, for %s minutes", (status, since, minutes) => {
  const { status_since, status_minutes } = standingOf(visit(status), thresholds, at("08:10:00"));
  expect([status_since, status_minutes]).toEqual([at(since), minutes]);
});

test("who is only expected stands nowhere yet, and needs nobody", () =>
  expect(standingOf(visit("scheduled"), thresholds, at("12:00:00"))).toEqual({
    early_minutes: null,
    late_minutes: 1,
    status_since: null,
    status_minutes: null,
    alert: "none",
  }));

test.each<[string, Visit, string]>([
  ["who is in no line waits since the arrival", visit("waiting", { in_line_since: null }), "08:01:00"],
  ["who never arrived either", visit("waiting", { in_line_since: null, check_in_time: null }), "08:07:00"],
  ["a call without its time", visit("called", { called_at: null }), "08:07:00"],
  ["a start without its time", visit("in_progress", { started_at: null }), "08:07:00"],
  ["an end without its time", visit("pending_payment", { ended_at: null }), "08:07:00"],
  ["a completion of which nothing is told", { status: "completed", updated_at: at("08:07:00") }, "08:07:00"],
])("without its own time the last change counts: %s", (_, row, since) =>
  expect(standingOf(row, thresholds, at("08:10:00")).status_since).toEqual(at(since)),
);

test.each<[VisitStatus, string, number, string]>([
  ["waiting", "08:16:59", 14, "none"],
  ["waiting", "08:17:00", 15, "warning"],
  ["waiting", "08:31:59", 29, "warning"],
  ["waiting", "08:32:00", 30, "alert"],
  ["waiting", "08:02:00", 0, "none"],
  ["waiting", "08:00:00", 0, "none"],
  ["called", "08:17:59", 14, "none"],
  ["called", "08:18:00", 15, "warning"],
  ["called", "08:33:00", 30, "alert"],
  ["in_progress", "09:04:00", 60, "none"],
  ["pending_payment", "09:05:00", 60, "none"],
  ["completed", "09:06:00", 60, "none"],
  ["left", "09:05:00", 60, "none"],
  ["cancelled", "09:07:00", 60, "none"],
  ["no_show", "09:07:00", 60, "none"],
])("who is %s at %s is so for %s minutes: %s", (status, now, minutes, alert) =>
  expect(standingOf(visit(status), thresholds, at(now))).toMatchObject({ status_minutes: minutes, alert }),
);

test("a clinic that warns of any wait warns at once", () =>
  expect(standingOf(visit("waiting"), { wait_warning_minutes: 0, wait_alert_minutes: 1 }, at("08:02:00")).alert).toBe(
    "warning",
  ));

test.each<[string, string | null, string | null, number | null, number | null]>([
  ["on the minute", "08:00:00", "08:00:00", null, null],
  ["half a minute before", "07:59:30", "08:00:00", null, null],
  ["within the minute", "08:00:59", "08:00:00", null, null],
  ["a minute before", "07:59:00", "08:00:00", 1, null],
  ["two minutes before, almost", "07:58:01", "08:00:00", 1, null],
  ["a minute after", "08:01:00", "08:00:00", null, 1],
  ["a quarter after", "08:15:59", "08:00:00", null, 15],
  ["not yet", null, "08:00:00", null, null],
  ["without an appointment", "08:00:00", null, null, null],
  ["neither", null, null, null, null],
])("who comes %s: %s for %s", (_, came, starts, early, late) => {
  const times = { check_in_time: came === null ? null : at(came), starts_at: starts === null ? null : at(starts) };
  const standing = standingOf(visit("waiting", times), thresholds, at("08:10:00"));
  expect(standing).toMatchObject({ early_minutes: early, late_minutes: late });
});
