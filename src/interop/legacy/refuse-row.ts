import { type Fault, refusalOf } from "../../core/errors.ts";
import type { LegacyRow, Table, WrittenTable } from "./legacy-rows.ts";

/** Why a row does not come in, said in its own columns. */
export interface Refusal {
  table: Table;
  id: string;
  pointer: string;
  code: string;
  detail: string;
}

const doctor = { resource_id: "doctor_id", service_id: "appointment_type_id", slot_minutes: "slot_duration_minutes" };
/** Our fields, and the columns out of which they came. */
const columns: Record<WrittenTable, Record<string, string>> = {
  availability_rules: {
    ...doctor,
    clinic_id: "doctor_id",
    doctor_location_id: "doctor_id",
    weekday: "day_of_week",
    start_local: "start_time",
    end_local: "end_time",
    "breaks/0/start_local": "break_start",
    "breaks/0/end_local": "break_end",
  },
  schedule_templates: {
    ...doctor,
    clinic_id: "doctor_location_id",
    room_id: "location_room_id",
    weekday: "day_of_week",
    start_local: "work_start",
    end_local: "work_end",
    lanes: "max_parallel_sessions",
  },
  availability_exceptions: {
    ...doctor,
    clinic_id: "doctor_location_id",
    kind: "status",
    from: "starts_at",
    to: "ends_at",
  },
};
const breakColumns: Record<string, string> = { start_local: "break_start", end_local: "break_end" };

/**
 * What a use case or the row's own form refused, for the row and each of its breaks: they stay out together. What is no refusal
 * of a row, such as a database that is away, is thrown on.
 */
export function refusalsOf(error: unknown, row: LegacyRow): Refusal[] {
  const { code, errors, message } = refusalOf(error);
  const faults = errors.length > 0 ? errors : [{ pointer: "", code, detail: message }];
  const refusals = faults.map((fault) => inColumns(fault, row));
  const named = new Set(refusals.map(({ table, id }) => `${table} ${id}`));
  const own = named.has(`${row.table} ${row.id}`) ? [] : [whole(row.table, row.id, "One of its breaks was refused.")];
  const others = row.breaks
    .filter(({ id }) => !named.has(`schedule_template_breaks ${id}`))
    .map(({ id }) => refusedWith(id, "Its schedule template was refused."));
  return [...own, ...refusals, ...others];
}

/** A row whose id an earlier one has; what becomes of the breaks, that one says. */
export const standsTwice = ({ table, id }: LegacyRow): Refusal[] => [
  { ...whole(table, id, "This id stands twice."), pointer: "/id" },
];

/** A break whose template is not in the file. */
export const strayBreak = (id: string): Refusal => refusedWith(id, "The file has no such schedule template.");

const refusedWith = (id: string, detail: string): Refusal => ({
  ...whole("schedule_template_breaks", id, detail),
  pointer: "/schedule_template_id",
});

const whole = (table: Table, id: string, detail: string): Refusal => ({
  table,
  id,
  pointer: "",
  code: "invalid_request",
  detail,
});

function inColumns({ pointer, code, detail }: Fault, { table, id, breaks }: LegacyRow): Refusal {
  const said = { code, detail };
  const [, index, field] = /^\/breaks\/(\d+)\/?(.*)$/.exec(pointer) ?? [];
  const pause = breaks[Number(index)];
  if (pause && field !== undefined)
    return { table: "schedule_template_breaks", id: pause.id, pointer: `/${breakColumns[field] ?? field}`, ...said };
  const path = pointer.slice(1);
  return { table, id, pointer: path === "" ? "" : `/${columns[table][path] ?? path}`, ...said };
}
