import { normalizePhone } from "../../core/phones.ts";
import type { FieldFault } from "./check-row.ts";
import type { MappedRow } from "./map-row.ts";

export interface LineFault extends FieldFault {
  line: number;
}

/** What rows say against each other: a key twice, one phone with two owners, one patient as two people. */
export function checkFile(rows: readonly MappedRow[], country: string): LineFault[] {
  return [...repeatedKeys(rows), ...sharedPhones(rows, country), ...doubleLives(rows)];
}

function repeatedKeys(rows: readonly MappedRow[]): LineFault[] {
  return repeats(rows, ({ key }) => key).map(({ row, first }) => ({
    line: row.line,
    field: "key",
    code: "duplicate_key",
    detail: `The key ${row.key} stands on line ${first.line} already.`,
  }));
}

function sharedPhones(rows: readonly MappedRow[], country: string): LineFault[] {
  const owned = ({ kind, values }: MappedRow) =>
    kind === "patients" && values.phone_is_own !== false ? normalizePhone(values.phone ?? "", country) : null;
  return repeats(rows, owned).map(({ row, first }) => ({
    line: row.line,
    field: "phone",
    code: "phone_taken",
    detail: `The patient on line ${first.line} owns this number. Set phone_is_own to false for a relative.`,
  }));
}

/** The same patient, brought along by several rows, must be described alike. */
function doubleLives(rows: readonly MappedRow[]): LineFault[] {
  const described = new Map<string, { line: number; said: Record<string, unknown> }>();
  return rows.flatMap(({ kind, line, values, patient }) => {
    if ((kind !== "appointments" && kind !== "visits") || !patient) return [];
    const { age: _age, ...said }: Record<string, unknown> = patient;
    const first = described.get(values.patient);
    if (!first) {
      described.set(values.patient, { line, said });
      return [];
    }
    const field = Object.keys({ ...first.said, ...said }).find((name) => first.said[name] !== said[name]);
    if (field === undefined) return [];
    const detail = `Patient ${values.patient} has another ${field} on line ${first.line}.`;
    return [{ line, field, code: "contradiction", detail }];
  });
}

function repeats(rows: readonly MappedRow[], sign: (row: MappedRow) => string | null) {
  const seen = new Map<string, MappedRow>();
  return rows.flatMap((row) => {
    const key = sign(row);
    const first = key === null ? undefined : seen.get(key);
    if (key !== null && !first) seen.set(key, row);
    return first ? [{ row, first }] : [];
  });
}
