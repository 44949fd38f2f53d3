import { Temporal } from "temporal-polyfill";
import { type Directory, resolve } from "./directory.ts";
import type { MappedRow } from "./map-row.ts";

/** The patients whom rows bring along and who are not known yet, each with the earliest row that does so. */
export function newcomersOf(rows: readonly MappedRow[], directory: Directory): Map<string, MappedRow> {
  const newcomers = new Map<string, MappedRow>();
  for (const row of rows) {
    if ((row.kind !== "appointments" && row.kind !== "visits") || !row.patient) continue;
    const { patient: key } = row.values;
    if (resolve(directory, "patient", key) !== null) continue;
    const known = newcomers.get(key);
    if (!known || isBefore(row, known)) newcomers.set(key, row);
  }
  return newcomers;
}

function isBefore(row: MappedRow, other: MappedRow): boolean {
  const [one, two] = [row.at.booked_at ?? row.at.arrived_at, other.at.booked_at ?? other.at.arrived_at];
  return one !== undefined && two !== undefined && Temporal.Instant.compare(one, two) < 0;
}
