import { expect, test } from "vitest";
import type { Calendar, CalendarAppointment } from "../api/types.ts";
import { gridEvents, phaseOf, shownHours } from "./grid-events.ts";

const doctor = "0190a000-0000-7000-8000-000000000001";
const room = "0190a000-0000-7000-8000-000000000002";

function appointment(part: Partial<CalendarAppointment>): CalendarAppointment {
  return {
    id: "a",
    version: 1,
    booking_id: "B1",
    status: "confirmed",
    visit_status: "scheduled",
    starts_at: "2026-11-23T08:00:00Z",
    ends_at: "2026-11-23T08:30:00Z",
    patient_id: "p",
    patient_name: "Mona",
    service_id: "s",
    service_name: "Consultation",
    practitioner_id: doctor,
    resource_ids: [doctor],
    waived: null,
    ...part,
  };
}

function calendar(part: Partial<Calendar>): Calendar {
  return {
    clinic_id: "c",
    timezone: "Africa/Cairo",
    from: "2026-11-22T22:00:00Z",
    to: "2026-11-23T22:00:00Z",
    columns: [
      { resource_id: doctor, kind: "practitioner", name: "Dr. Layla", lanes: 1 },
      { resource_id: room, kind: "room", name: "Room 1", lanes: 1 },
    ],
    working: [{ resource_id: doctor, starts_at: "2026-11-23T07:00:00Z", ends_at: "2026-11-23T15:00:00Z" }],
    blocked: [],
    slots: [],
    appointments: [],
    ...part,
  };
}

const summary = (events: ReturnType<typeof gridEvents>) =>
  events.map(({ start, end, classNames, extendedProps: { label } }) => [
    start.slice(11),
    end.slice(11),
    ...classNames,
    label,
  ]);

test("cards stand at the clinic's wall time, in the practitioner's column", () => {
  const [, , card] = gridEvents(calendar({ appointments: [appointment({})] }), "2026-11-23", true, "people");
  expect(card).toMatchObject({ start: "2026-11-23T10:00", end: "2026-11-23T10:30", resourceIds: [doctor] });
});

test("with rooms and things as columns, a card stands in each that it takes, and things without hours are open", () => {
  const appointments = [appointment({ resource_ids: [doctor, room] }), appointment({ id: "b" })];
  const events = gridEvents(calendar({ appointments }), "2026-11-23", true, "things");
  expect(events.map(({ id, resourceIds }) => [id, resourceIds])).toEqual([["a", [room]]]);
});

test("a card that spans the repeated hour keeps its length", () => {
  const spans = appointment({ starts_at: "2026-10-24T23:50:00Z", ends_at: "2026-10-25T00:20:00Z" });
  const athens = calendar({ timezone: "Europe/Athens", working: [], appointments: [spans] });
  const card = gridEvents(athens, "2026-10-25", true, "people").at(-1);
  expect([card?.start, card?.end]).toEqual(["2026-10-25T02:50", "2026-10-25T03:20"]);
});

test("what is not worked is shaded, breaks are named, and rooms have no column", () => {
  const lunch = { code: "break", detail: "This is a break.", label: "Lunch", waivable: true };
  const blocked = [
    { resource_id: doctor, starts_at: "2026-11-23T11:00:00Z", ends_at: "2026-11-23T11:30:00Z", reason: lunch },
  ];
  expect(summary(gridEvents(calendar({ blocked }), "2026-11-23", true, "people"))).toEqual([
    ["00:00", "09:00", "closed", ""],
    ["17:00", "00:00", "closed", ""],
    ["13:00", "13:30", "blocked", "Lunch"],
  ]);
});

test("cancelled appointments leave the grid, those who did not come stay", () => {
  const appointments = [appointment({ id: "x", status: "cancelled" }), appointment({ id: "y", status: "no_show" })];
  const cards = gridEvents(calendar({ appointments }), "2026-11-23", true, "people").filter(
    ({ display }) => display === "auto",
  );
  expect(cards.map(({ id }) => id)).toEqual(["y"]);
});

test("a card can be dragged only where the table of moves and the person's role allow it", () => {
  const editable = (status: CalendarAppointment["status"], mayMove: boolean) =>
    gridEvents(calendar({ appointments: [appointment({ status })] }), "2026-11-23", mayMove, "people").at(-1)
      ?.startEditable;
  expect(editable("confirmed", true)).toBe(true);
  expect(editable("confirmed", false)).toBe(false);
  expect(editable("pending", true)).toBe(true);
  expect(editable("checked_in", true)).toBe(false);
});

test("one colour tells where an appointment stands", () => {
  expect(phaseOf({ status: "confirmed", visit_status: "scheduled" })).toBe("booked");
  expect(phaseOf({ status: "checked_in", visit_status: "called" })).toBe("arrived");
  expect(phaseOf({ status: "checked_in", visit_status: "in_progress" })).toBe("inProgress");
  expect(phaseOf({ status: "completed", visit_status: "pending_payment" })).toBe("done");
  expect(phaseOf({ status: "pending", visit_status: "scheduled" })).toBe("held");
  expect(phaseOf({ status: "no_show", visit_status: "no_show" })).toBe("missed");
});

test("the shown hours hold all work and all appointments, and no more", () => {
  expect(shownHours(calendar({}), "2026-11-23", "people")).toEqual({ from: 9, to: 17 });
  const early = appointment({ starts_at: "2026-11-23T05:30:00Z", ends_at: "2026-11-23T06:00:00Z" });
  expect(shownHours(calendar({ appointments: [early] }), "2026-11-23", "people")).toEqual({ from: 7, to: 17 });
  expect(shownHours(calendar({ working: [] }), "2026-11-23", "people")).toEqual({ from: 8, to: 18 });
  const night = { resource_id: doctor, starts_at: "2026-11-23T20:00:00Z", ends_at: "2026-11-24T04:00:00Z" };
  expect(shownHours(calendar({ working: [night] }), "2026-11-23", "people")).toEqual({ from: 22, to: 24 });
  expect(shownHours(calendar({ working: [night] }), "2026-11-24", "people")).toEqual({ from: 0, to: 6 });
  const closed = {
    starts_at: "2026-11-23T10:00:00Z",
    ends_at: "2026-11-23T12:00:00Z",
    reason: { code: "holiday", detail: "", waivable: true },
  };
  const blocked = [
    { ...closed, resource_id: doctor },
    { ...closed, resource_id: room, starts_at: "2026-11-22T22:00:00Z" },
  ];
  expect(shownHours(calendar({ working: [], blocked }), "2026-11-23", "people")).toEqual({ from: 12, to: 14 });
});
