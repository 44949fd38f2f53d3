import { z } from "zod";
import { localDate, localTime, minutes, text, timezone } from "../../core/schemas.ts";
import { isCurrency } from "../../core/money.ts";
import { newService } from "../../demand/schemas.ts";
import { newClinic, newPractitioner, newScheduleRule } from "../../supply/schemas.ts";
import { fieldNames, kinds, moments, needed } from "./fields.ts";
import { ImportRefused } from "./problem.ts";
import { faultOfFormat } from "./wall-format.ts";

const column = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .transform((name) => name.normalize("NFC"));
const format = z
  .string()
  .max(60)
  .superRefine((given, context) => {
    const fault = faultOfFormat(given);
    if (fault !== null) context.addIssue({ code: "custom", message: fault });
  });
const onDate = z.union([z.literal("session"), z.strictObject({ column, format: format.optional() })]);

/** Where a field's text comes from: one column, a constant, or a template such as `{first} {last}`; and how it is read. */
const cell = z
  .strictObject({
    column: column.optional(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    template: z.string().max(200).optional(),
    values: z.record(z.string(), z.string().nullable()).optional(),
    otherwise: z.string().nullable().optional(),
    format: format.optional(),
    on: onDate.optional(),
    after: z.string().optional(),
    unit: z.enum(["seconds", "minutes"]).optional(),
    separator: z.string().min(1).max(3).optional(),
  })
  .refine(({ column, value, template }) => [column, value, template].filter((one) => one !== undefined).length === 1, {
    error: 'Exactly one of "column", "value" and "template" is needed.',
  })
  .refine(({ after, unit }) => (after === undefined) === (unit === undefined), {
    error: '"after" and "unit" go together: a duration needs its beginning and its unit.',
  });
const field = z.union([column.transform((name): z.output<typeof cell> => ({ column: name })), cell]);
const fields = z.record(z.string(), field);

const half = z.strictObject({ start_local: localTime, end_local: localTime });
const sessions = z.strictObject({
  session: column,
  weekday: column,
  month: column.optional(),
  half: column,
  from: localDate,
  halves: z.record(z.string(), half),
  rules: z.strictObject({ clinic: text(200), practitioner: text(200), slot_minutes: minutes(1, 720) }).optional(),
});

const key = text(200);
const setup = z.strictObject({
  organization: z
    .strictObject({
      name: text(120),
      country: z.string().regex(/^[A-Z]{2}$/, "An ISO 3166 country is needed, such as CN."),
      currency: z.string().refine(isCurrency, "An ISO 4217 currency is needed, such as CNY."),
    })
    .optional(),
  clinics: z.array(newClinic.extend({ key })).max(100).default([]),
  practitioners: z
    .array(newPractitioner.omit({ clinic_ids: true }).extend({ key, clinics: z.array(key).max(100) }))
    .max(1000)
    .default([]),
  schedule_rules: z
    .array(
      newScheduleRule.omit({ clinic_id: true, resource_id: true, weekday: true }).extend({
        key,
        clinic: key,
        practitioner: key,
        weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
      }),
    )
    .max(1000)
    .default([]),
  services: z
    .array(
      newService
        .omit({ clinic_ids: true, practitioner_ids: true, phases: true })
        .extend({ key, clinics: z.array(key).max(100), practitioners: z.array(key).max(1000) }),
    )
    .max(1000)
    .default([]),
});

const schema = z
  .strictObject({
    source: z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,59}$/, "Small letters, digits, dots, dashes; such as old-system."),
    kind: z.enum(kinds),
    key: z.union([column.transform((name) => [name]), z.array(column).min(1).max(6)]),
    format: z.enum(["csv", "jsonl"]).optional(),
    delimiter: z.enum([",", ";", "\t", "|"]).optional(),
    timezone: timezone.optional(),
    empty: z.array(z.string()).max(50).default([]),
    fields,
    new_patient: fields.optional(),
    leave_out: z.record(column, z.array(z.string()).min(1)).default({}),
    ignore: z.array(column).max(1000).default([]),
    sessions: sessions.optional(),
    setup: setup.default({ clinics: [], practitioners: [], schedule_rules: [], services: [] }),
  })
  .superRefine((mapping, context) => {
    const names = fieldNames(mapping.kind);
    const complain = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
    for (const name of Object.keys(mapping.fields))
      if (!names.includes(name))
        complain(["fields", name], `${mapping.kind} have no such field. They have ${names.join(", ")}.`);
    for (const name of needed[mapping.kind])
      if (!(name in mapping.fields)) complain(["fields"], `${mapping.kind} need the field "${name}".`);
    checkNewPatient(mapping, complain);
    checkCells(mapping, complain);
  });

export type Mapping = z.output<typeof schema>;
export type Cell = z.output<typeof cell>;
export type SessionsMapping = z.output<typeof sessions>;
export type Setup = z.output<typeof setup>;

type Complain = (path: PropertyKey[], message: string) => void;
type Drawn = Pick<z.output<typeof schema>, "kind" | "fields" | "new_patient" | "sessions">;

function checkNewPatient({ kind, new_patient: patient }: Drawn, complain: Complain): void {
  if (!patient) return;
  if (kind === "patients" || kind === "practitioners")
    return complain(["new_patient"], "Only appointments and visits can bring patients along.");
  const names = fieldNames("patients");
  if (!("name" in patient)) complain(["new_patient"], 'A patient needs the field "name".');
  for (const name of Object.keys(patient))
    if (!names.includes(name))
      complain(["new_patient", name], `Patients have no such field. They have ${names.join(", ")}.`);
}

function checkCells({ kind, fields, sessions }: Drawn, complain: Complain): void {
  const instants: readonly string[] = moments[kind];
  for (const [name, { on, after, format }] of Object.entries(fields)) {
    if (!instants.includes(name) && (on ?? after) !== undefined)
      complain(["fields", name], '"on" and "after" belong to fields that are points in time.');
    if (on === "session" && !sessions) complain(["fields", name, "on"], 'There is no "sessions" section.');
    if (after !== undefined && !instants.slice(0, instants.indexOf(name)).includes(after))
      complain(["fields", name, "after"], `"${after}" is no earlier point in time of the row.`);
    if (on !== undefined && format !== undefined && format.includes("YYYY"))
      complain(["fields", name, "format"], 'With "on" the format says only the time.');
  }
}

/** Reads a mapping file. Throws `ImportRefused` that names each wrong part of it, as a path such as `fields.phone.format`. */
export function readMapping(json: string): Mapping {
  const parsed = schema.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  throw new ImportRefused(
    parsed.error.issues.map((issue) => ({
      line: 1,
      column: null,
      code: "invalid_mapping",
      detail: `The mapping is wrong at ${issue.path.map(String).join(".") || "its top"}: ${issue.message}`,
    })),
  );
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ImportRefused([
      { line: 1, column: null, code: "invalid_mapping", detail: `The mapping is not JSON: ${error.message}.` },
    ]);
  }
}

/** Every column that the mapping speaks of. */
export function columnsOf(mapping: Mapping): Set<string> {
  const { sessions, ignore, key, leave_out: leaveOut } = mapping;
  const cells = [...Object.values(mapping.fields), ...Object.values(mapping.new_patient ?? {})];
  const calendar = sessions
    ? [sessions.session, sessions.weekday, sessions.half, sessions.month ?? sessions.session]
    : [];
  return new Set([...cells.flatMap(columnsOfCell), ...calendar, ...key, ...Object.keys(leaveOut), ...ignore]);
}

/** The columns from which a field's text is taken; the first is the one to name when it is wrong. */
export function columnsOfCell({ column, template, on }: Cell): string[] {
  const inTemplate = [...(template ?? "").matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!.normalize("NFC"));
  const date = typeof on === "object" ? [on.column] : [];
  return [...(column === undefined ? [] : [column]), ...inTemplate, ...date];
}
