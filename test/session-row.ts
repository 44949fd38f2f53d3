import { Temporal } from "temporal-polyfill";
import type { SessionRow } from "../src/supply/sessions/sessions.ts";

/** On Monday, 2 November 2026, from 09:00 to 10:00, in which all start together. */
export const sessionRow = (over: Partial<SessionRow> = {}): SessionRow => ({
  id: "session",
  version: 1,
  clinic_id: "clinic",
  service_id: "dialysis",
  name: "Morning",
  service_date: Temporal.PlainDate.from("2026-11-02"),
  starts_at: Temporal.Instant.from("2026-11-02T09:00Z"),
  ends_at: Temporal.Instant.from("2026-11-02T10:00Z"),
  timezone: "UTC",
  start_every_minutes: 0,
  status: "open",
  ...over,
});
