import { DomainError } from "../../core/errors.ts";
import { columnOfField } from "./examine.ts";
import type { MappedRow } from "./map-row.ts";
import type { Mapping } from "./mapping.ts";
import type { RowProblem } from "./problem.ts";

/** What a use case refused, as a problem of the row. What is no refusal of a row, such as a database that is away, is thrown on. */
export function problemOf(error: unknown, row: MappedRow, mapping: Mapping): RowProblem {
  if (!(error instanceof DomainError) || error.code === "unavailable" || error.code === "internal") throw error;
  const [fault] = error.errors;
  // A conflict is about the time, and names no field.
  const field = fault ? (fault.pointer.split("/")[1] ?? "").replace(/_id$/, "") : "starts_at";
  return {
    line: row.line,
    column: columnOfField(mapping, field),
    code: error.code,
    detail: fault?.detail ?? error.message,
  };
}
