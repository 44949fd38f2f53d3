import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { type DayEvent, momentsOf, replayDay } from "./replay-day.ts";

const at = (text: string) => Temporal.Instant.from(`2026-11-02T${text}Z`);
const now = at("18:00");
const day = { clinicId: "clinic", date: "2026-11-02" };

const event = (subject: DayEvent["subject"], id: string, time: string, change: object): DayEvent => ({
  subject,
  subject_id: id,
  occurred_at: at(time),
  change: { ...change },
});

const who = { clinic_id: "clinic", patient_id: "ann", service_id: "service", service_date: "2026-11-02" };
const start = { starts_at: "2026-11-02T10:00:00Z", ends_at: "2026-11-02T10:20:00Z" };
const booked = (id: string, time: string, change: object = {}) =>
  event("appointment", id, time, {
    ...who,
    ...start,
    id,
    booking_id: `B-${id}`,
    practitioner_id: "ada",
    status: "confirmed",
    ...change,
  });
const expected = (id: string, time: string, change: object = {}) =>
  event("visit", `v-${id}`, time, { ...who, id: `v-${id}`, appointment_id: id, status: "scheduled", ...change });
const cameIn = (id: string, time: string, change: object = {}) =>
  event("visit", id, time, {
    ...who,
    id,
    status: "waiting",
    queue_number: 3,
    check_in_time: `2026-11-02T${time}:00Z`,
    ...change,
  });
const then = (subject: DayEvent["subject"], id: string, time: string, change: object) =>
  event(subject, id, time, change);

const shown = (events: DayEvent[], time: string) => {
  const { items, later } = replayDay(events, day, at(time), now);
  return { items: items.map(({ id }) => id), later: later.map(({ id }) => id) };
};

describe("who is on the day", () => {
  const moved = [
    booked("a", "08:00"),
    then("appointment", "a", "09:00", { service_date: "2026-11-03", starts_at: "2026-11-03T10:00:00Z" }),
  ];
  const came = [
    booked("a", "08:00", { service_date: "2026-11-01" }),
    then("appointment", "a", "09:00", { service_date: "2026-11-02" }),
  ];
  const elsewhere = [booked("a", "08:00", { clinic_id: "other" })];
  const held = booked("h", "08:00", { status: "held", hold_expires_at: "2026-11-02T08:05:00Z" });

  test.each<[string, DayEvent[], string, string[], string[]]>([
    ["who is booked", [booked("a", "08:00")], "09:00", ["a"], []],
    ["who is booked at this very moment", [booked("a", "08:00")], "08:00", ["a"], []],
    ["not yet who is booked later", [booked("a", "08:00")], "07:59", [], ["a"]],
    ["who is moved away later", moved, "08:59", ["a"], []],
    ["not who was moved away", moved, "09:00", [], []],
    ["not yet who is moved here later", came, "08:59", [], ["a"]],
    ["who was moved here", came, "09:00", ["a"], []],
    ["nobody of another clinic", elsewhere, "09:00", [], []],
    ["who is held", [held], "08:04", ["h"], []],
    ["not whose hold has run out", [held], "08:05", [], []],
    ["not whose hold was ended", [held, then("appointment", "h", "08:06", { status: "expired" })], "08:07", [], []],
    ["a request that expired", [booked("r", "08:00", { status: "expired" })], "09:00", ["r"], []],
    [
      "a hold that was confirmed in time",
      [held, then("appointment", "h", "08:03", { status: "confirmed" })],
      "09:00",
      ["h"],
      [],
    ],
    ["who walked in", [cameIn("w", "09:00")], "09:00", ["w"], []],
    ["not yet who walks in later", [cameIn("w", "09:00")], "08:59", [], ["w"]],
  ])("%s", (_, events, time, items, later) => expect(shown(events, time)).toEqual({ items, later }));
});

describe("how they stand", () => {
  const events = [
    booked("a", "08:00"),
    then("appointment", "a", "09:55", { status: "checked_in" }),
    expected("a", "08:00"),
    then("visit", "v-a", "09:55", { status: "waiting", queue_number: 7, check_in_time: "2026-11-02T09:55:00Z" }),
    then("visit", "v-a", "10:01", { status: "called" }),
    cameIn("w", "09:30"),
    then("visit", "w", "11:00", { status: "left" }),
  ];
  const standing = (time: string, id: string) =>
    replayDay(events, day, at(time), now).items.find((one) => one.id === id);

  test("an appointment and its visit, as they were and as they are", () => {
    expect(shown(events, "11:00").items).toEqual(["w", "a"]);
    const asBooked = {
      id: "a",
      visit_type: "scheduled",
      booking_id: "B-a",
      patient_id: "ann",
      service_id: "service",
      practitioner_id: "ada",
      service_date: "2026-11-02",
      starts_at: Temporal.Instant.from(start.starts_at),
      ends_at: Temporal.Instant.from(start.ends_at),
    };
    const arrived = { queue_number: 7, check_in_time: at("09:55") };
    expect(standing("09:00", "a")).toEqual({
      ...asBooked,
      status: "confirmed",
      visit_status: "scheduled",
      queue_number: null,
      check_in_time: null,
      now: { ...asBooked, ...arrived, status: "checked_in", visit_status: "called" },
    });
    expect(standing("10:00", "a")).toMatchObject({ ...arrived, status: "checked_in", visit_status: "waiting" });
  });

  test("somebody who walked in", () => {
    const walkedIn = {
      id: "w",
      visit_type: "walk_in",
      booking_id: null,
      patient_id: "ann",
      service_id: "service",
      practitioner_id: null,
      service_date: "2026-11-02",
      status: null,
      starts_at: null,
      ends_at: null,
      queue_number: 3,
      check_in_time: at("09:30"),
    };
    const left = { ...walkedIn, visit_status: "left" };
    expect(standing("09:30", "w")).toEqual({ ...walkedIn, visit_status: "waiting", now: left });
  });

  test("a visit of which nothing is told yet", () => {
    const told = replayDay([booked("a", "08:00"), expected("a", "09:00")], day, at("08:30"), now).items[0];
    expect(told).toMatchObject({
      visit_status: null,
      queue_number: null,
      check_in_time: null,
      now: { visit_status: "scheduled" },
    });
  });

  test("a hold that ran out since is over now", () => {
    const held = booked("h", "08:00", { status: "held", hold_expires_at: "2026-11-02T08:05:00Z" });
    expect(replayDay([held], day, at("08:01"), now).items[0]).toMatchObject({
      status: "held",
      now: { status: "expired" },
    });
  });

  test("what was written behind a later event does not count before it", () => {
    const late = [
      booked("a", "08:00"),
      then("appointment", "a", "09:00", { status: "cancelled" }),
      then("appointment", "a", "08:30", { notes: "!", status: "confirmed" }),
    ];
    expect(replayDay(late, day, at("08:45"), now).items[0]).toMatchObject({ status: "confirmed" });
    expect(
      replayDay(late.with(2, then("appointment", "a", "08:30", { status: "no_show" })), day, at("08:45"), now).items[0],
    ).toMatchObject({ status: "confirmed" });
  });
});

test("the order is that of starts, of arrivals where there is none, and else of ids", () => {
  const early = { starts_at: "2026-11-02T09:00:00Z" };
  const events = [
    booked("b", "08:00"),
    booked("a", "08:00"),
    booked("c", "08:00", early),
    cameIn("w", "09:30"),
    cameIn("x", "10:30"),
  ];
  expect(shown(events, "12:00").items).toEqual(["c", "w", "a", "b", "x"]);
  expect(shown(events, "07:00").later).toEqual(["c", "w", "a", "b", "x"]);
  const ids = ["d", "b", "a", "c", "e"];
  const together = ids.map((id) => booked(id, "08:00"));
  expect(shown(together, "12:00").items).toEqual(ids.toSorted());
  expect(shown(together.toReversed(), "12:00").items).toEqual(ids.toSorted());
});

describe("the moments of a date", () => {
  const moments = (events: DayEvent[]) => momentsOf(events, day).map((moment) => moment.toString().slice(11, 16));
  const away = { service_date: "2026-11-03" };

  test.each<[string, DayEvent[], string[]]>([
    ["none", [], []],
    [
      "all that happens to who is there",
      [booked("a", "08:00"), then("appointment", "a", "09:00", { status: "x" })],
      ["08:00", "09:00"],
    ],
    [
      "leaving is one, what comes after is none",
      [booked("a", "08:00"), then("appointment", "a", "09:00", away), then("appointment", "a", "09:30", {})],
      ["08:00", "09:00"],
    ],
    [
      "coming is one, what was before is none",
      [booked("a", "08:00", away), then("appointment", "a", "09:00", who)],
      ["09:00"],
    ],
    [
      "of several each once, in order",
      [booked("a", "09:00"), booked("b", "08:00"), expected("b", "09:00")],
      ["08:00", "09:00"],
    ],
    [
      "written behind a later one: when that was",
      [booked("a", "08:00"), then("appointment", "a", "09:00", {}), then("appointment", "a", "08:30", {})],
      ["08:00", "09:00"],
    ],
    [
      "of two that follow each other, each by itself",
      [booked("a", "08:00"), booked("b", "07:00", away), then("appointment", "b", "07:30", {})],
      ["08:00"],
    ],
  ])("%s", (_, events, expected) => expect(moments(events)).toEqual(expected));
});
