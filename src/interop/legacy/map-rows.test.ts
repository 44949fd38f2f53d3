import { expect, test } from "vitest";
import { legacyFile } from "./legacy-shapes.ts";
import { type LegacyRow, rowsOf } from "./legacy-rows.ts";
import { exceptionOf, ruleOfAvailability, ruleOfTemplate } from "./map-rows.ts";
import { refusalsOf } from "./refuse-row.ts";
import type { Whereabouts } from "./whereabouts.ts";

const id = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;
const [eleni, nikos, athens, cairo, room, scan] = [id(1), id(2), id(3), id(4), id(5), id(6)];
const here = { clinic_ids: [athens], status: "active" as const };
const practitioners = [
  { id: eleni, name: "Eleni", ...here },
  { id: nikos, name: "Nikos", ...here, clinic_ids: [athens, cairo] },
  { id: id(7), name: "Twin", ...here },
  { id: id(8), name: "Twin", ...here },
  { id: id(9), name: "Gone", ...here, status: "retired" as const },
];
const lists = {
  doctors: [
    { id: "eleni", name: "Eleni" },
    { id: 2, practitioner_id: nikos },
    { id: "twin", name: "Twin" },
    { id: "gone", name: "Gone" },
  ],
  locations: [{ id: "athens", clinic_id: athens }],
  rooms: [{ id: "room", resource_id: room }],
  appointment_types: [{ id: "scan", service_id: scan }],
};
const map = {
  availability_rules: ruleOfAvailability,
  schedule_templates: ruleOfTemplate,
  availability_exceptions: exceptionOf,
};

/** What becomes of the only row, or what is said against it. */
function become(tables: object): unknown {
  const file = legacyFile.parse({ ...lists, ...tables });
  const where: Whereabouts = { file, practitioners };
  const [row] = rowsOf(file).rows as [LegacyRow];
  try {
    return map[row.table](row, where);
  } catch (error) {
    return refusalsOf(error, row).map(({ table, id, pointer, detail }) => `${table} ${id} ${pointer}: ${detail}`);
  }
}

const rule = { id: 1, doctor_id: "eleni", day_of_week: 1, start_time: "09:00:00", end_time: "17:00:00" };
const template = { id: 1, doctor_id: "eleni", day_of_week: 1, work_start: "09:00:00", work_end: "17:00:00" };
const exception = { id: 1, doctor_id: "eleni", starts_at: "2026-12-01T09:00:00", ends_at: "2026-12-01T10:00:00" };

test("a simple rule takes one patient at a time in slots of 30 minutes, in the clinic's zone", () => {
  expect(become({ availability_rules: [rule] })).toEqual({
    resource_id: eleni,
    clinic_id: athens,
    timezone: undefined,
    weekday: 1,
    start_local: "09:00",
    end_local: "17:00",
    slot_minutes: 30,
    lanes: 1,
    breaks: [],
  });
  expect(become({ availability_rules: [rule], zone: "Africa/Cairo" })).toMatchObject({ timezone: "Africa/Cairo" });
});

test("a block without a location holds everywhere; an opening lies at the only clinic", () => {
  expect(become({ availability_exceptions: [exception] })).toMatchObject({
    kind: "blocked",
    source: "import",
    clinic_id: null,
  });
  const opening = { ...exception, status: "available" };
  expect(become({ availability_exceptions: [opening] })).toMatchObject({ kind: "available", clinic_id: athens });
});

test.each([
  [{ doctor_id: "nobody" }, '/doctor_id: The file\'s doctors do not tell who "nobody" is.'],
  [{ doctor_id: "twin" }, '/doctor_id: There are several practitioners called "Twin"; name one by id.'],
  [{ doctor_id: "gone" }, '/doctor_id: There is no practitioner called "Gone".'],
  [{ doctor_id: 2 }, "/doctor_id: Nikos works at several clinics, and the row does not say at which."],
  [{ end_time: "09:00:00" }, "/end_time: The end is not after the start."],
  [{ end_time: "24:00:00" }, "/end_time: A time on a whole minute is needed, such as 09:30:00."],
  [{ break_start: "12:00:00" }, "/break_end: The break has a start and no end."],
  [{ break_end: "12:00:00" }, "/break_start: The break has an end and no start."],
  [{ break_start: "12:00:00", break_end: "11:00:00" }, "/break_end: The end is not after the start."],
  [{ day_of_week: 0 }, "/day_of_week: Too small: expected number to be >=1"],
  [{ slot_duration_minutes: 721 }, "/slot_duration_minutes: Too big: expected number to be <=720"],
  [{ colour: "red" }, "/colour: This column is not known here."],
])("the rule with %j is refused", (change: object, said: string) => {
  expect(become({ availability_rules: [{ ...rule, ...change }] })).toEqual([`availability_rules 1 ${said}`]);
});

test.each([
  [{ work_end: "08:00:00" }, "/work_end: The end is not after the start."],
  [{ max_parallel_sessions: 0 }, "/max_parallel_sessions: Too small: expected number to be >=1"],
  [{ priority: -1 }, "/priority: Too small: expected number to be >=0"],
  [{ buffer_after_minutes: 241 }, "/buffer_after_minutes: Too big: expected number to be <=240"],
  [{ location_room_id: "x" }, '/location_room_id: The file does not tell which room "x" is.'],
  [{ doctor_location_id: "x" }, '/doctor_location_id: The file does not tell which location "x" is.'],
  [{ appointment_type_id: "x" }, '/appointment_type_id: The file does not tell which appointment type "x" is.'],
])("the template with %j is refused", (change: object, said: string) => {
  expect(become({ schedule_templates: [{ ...template, ...change }] })).toEqual([`schedule_templates 1 ${said}`]);
});

test.each([
  [{ ends_at: "tomorrow" }, "/ends_at: A date and time is needed, such as 2026-10-25T09:00:00Z."],
  [
    { doctor_id: 2, status: "available" },
    "/doctor_location_id: Nikos works at several clinics, and the row does not say at which.",
  ],
  [{ reason: "x".repeat(201) }, "/reason: Too big: expected string to have <=200 characters"],
])("the exception with %j is refused", (change: object, said: string) => {
  expect(become({ availability_exceptions: [{ ...exception, ...change }] })).toEqual([
    `availability_exceptions 1 ${said}`,
  ]);
});

test("a template is refused with all its breaks, each with its reason", () => {
  const pause = { schedule_template_id: 1, break_start: "12:00:00", break_end: "12:30:00" };
  const breaks = [
    { id: "good", ...pause },
    { id: "bad", ...pause, break_end: "11:00:00" },
  ];
  expect(become({ schedule_templates: [template], schedule_template_breaks: breaks })).toEqual([
    "schedule_templates 1 : One of its breaks was refused.",
    "schedule_template_breaks bad /break_end: The end is not after the start.",
    "schedule_template_breaks good /schedule_template_id: Its schedule template was refused.",
  ]);
});

test("exceptions come in the order in which they were made, and breaks find their template", () => {
  const made = (id: string, inserted_at?: string) => ({ ...exception, id, inserted_at });
  const file = legacyFile.parse({
    ...lists,
    availability_exceptions: [made("c"), made("b", "2026-02-01T00:00:00"), made("a", "2026-01-01 00:00:00"), made("d")],
    schedule_template_breaks: [{ id: "stray", schedule_template_id: 9 }],
  });
  const { rows, strays } = rowsOf(file);
  expect(rows.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
  expect(strays.map(({ id }) => id)).toEqual(["stray"]);
});
