import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { type DayEvent, momentsOf, replayDay } from "./replay-day.ts";

const day = { clinicId: "plaka", date: "2026-11-18" };
const at = (time: string) => Temporal.Instant.from(`2026-11-18T${time}:00Z`);

const event = (time: string, change: Record<string, unknown>, subject: DayEvent["subject"] = "appointment") => ({
  subject,
  subject_id: subject,
  occurred_at: at(time),
  change,
});

const booked = event("08:00", {
  id: "appointment",
  clinic_id: "plaka",
  patient_id: "maria",
  service_id: "consultation",
  service_date: "2026-11-18",
  status: "confirmed",
  starts_at: "2026-11-18T10:00:00Z",
  ends_at: "2026-11-18T10:20:00Z",
});
const moved = (time: string) => event(time, { service_date: "2026-11-19", starts_at: "2026-11-19T10:00:00Z" });
const back = (time: string) => event(time, { service_date: "2026-11-18" });
const idsAt = (events: DayEvent[], time: string) =>
  replayDay(events, day, at(time), at("23:00")).items.map(({ id }) => id);

test("a change that was asked for first and came behind another one counts when it came", () => {
  const events = [booked, moved("09:30"), back("09:15")];
  expect(["09:14", "09:15", "09:29", "09:30"].map((time) => idsAt(events, time).length)).toEqual([1, 1, 1, 1]);
  expect(["09:29", "09:30"].map((time) => idsAt([booked, moved("09:30"), event("09:15", {})], time).length)).toEqual([
    1, 0,
  ]);
  expect(momentsOf([booked, moved("09:30"), back("09:15")], day).map(String)).toEqual(
    [at("08:00"), at("09:30")].map(String),
  );
});

test("what changed on another date is no moment of this one", () => {
  const events = [booked, moved("09:00"), event("10:00", { status: "cancelled" }), back("11:00")];
  expect(momentsOf(events, day).map(String)).toEqual([at("08:00"), at("09:00"), at("11:00")].map(String));
});

test("another clinic's visits are not shown, whatever their date", () => {
  const walkIn = event("09:00", { ...booked.change, id: "visit", clinic_id: "other", status: "waiting" }, "visit");
  expect(idsAt([booked, walkIn], "10:00")).toEqual(["appointment"]);
});

test("of a visit from before there were events only the appointment is told", () => {
  const snapshot = event("12:00", { ...booked.change, appointment_id: "appointment", status: "waiting" }, "visit");
  const [before] = replayDay([booked, snapshot], day, at("11:00"), at("12:00")).items;
  expect(before).toMatchObject({ status: "confirmed", visit_status: null, now: { visit_status: "waiting" } });
});

test("they stand in the order of their starts, who walked in where they came, and then by id", () => {
  const of = (id: string, starts: string) => ({
    ...event("08:00", { ...booked.change, id, starts_at: at(starts).toString() }),
    subject_id: id,
  });
  const walkIn = event("08:30", { ...booked.change, id: "w", check_in_time: at("09:30").toString() }, "visit");
  expect(idsAt([of("b", "10:00"), of("a", "10:00"), of("c", "09:00"), walkIn], "12:00")).toEqual(["c", "w", "a", "b"]);
});

test("an expired request stays in sight, a hold that ran out does not", () => {
  const expired = (hold: string | null) => event("09:00", { status: "expired", hold_expires_at: hold });
  expect(idsAt([booked, expired(null)], "10:00")).toEqual(["appointment"]);
  expect(idsAt([booked, expired("2026-11-18T08:30:00Z")], "10:00")).toEqual([]);
});
