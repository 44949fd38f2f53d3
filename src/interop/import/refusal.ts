import { refusalOf } from "../../core/errors.ts";
import { columnOfField } from "./examine.ts";
import type { MappedRow } from "./map-row.ts";
import type { Mapping } from "./mapping.ts";
import type { RowProblem } from "./problem.ts";

/** What a use case refused, as a problem of the row. What is no refusal of a row, such as a database that is away, is thrown on. */
export function problemOf(error: unknown, row: MappedRow, mapping: Mapping): RowProblem {
  const refusal = refusalOf(error);
  const [fault] = refusal.errors;
  // A conflict is about the time, and names no field.
  const field = fault ? (fault.pointer.split("/")[1] ?? "").replace(/_id$/, "") : "starts_at";
  return {
    line: row.line,
    column: columnOfField(mapping, field),
    code: refusal.code,
    detail: fault?.detail ?? refusal.message,
  };
}
