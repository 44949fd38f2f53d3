import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { AppointmentRow } from "./appointments.sql.ts";
import { hasRunOut, runsOutAt } from "./run-out.ts";

const [expiry, start] = ["2026-11-02T08:05:00Z", "2026-11-02T09:00:00Z"].map((text) => Temporal.Instant.from(text));
const appointment = (status: AppointmentRow["status"]) => ({ status, hold_expires_at: expiry!, starts_at: start! });

test.each<[AppointmentRow["status"], Temporal.Instant | null]>([
  ["held", expiry!],
  ["pending", start!],
  ["confirmed", null],
  ["checked_in", null],
  ["completed", null],
  ["cancelled", null],
  ["no_show", null],
  ["expired", null],
])("what is %s runs out at %s", (status, until) => {
  expect(runsOutAt(appointment(status))).toEqual(until);
  const at = until ?? expiry!;
  const outcome = [at.subtract({ nanoseconds: 1 }), at, start!.add({ hours: 24 })].map((now) =>
    hasRunOut(appointment(status), now),
  );
  expect(outcome).toEqual(until === null ? [false, false, false] : [false, true, true]);
});
