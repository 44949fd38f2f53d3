import { Temporal } from "temporal-polyfill";
import { dateOf } from "../../core/zones.ts";
import type { MappedRow } from "./map-row.ts";

const chunk = 100;

/**
 * Parts the rows into groups that do not stand in each other's way, each in the order in which it is to be written: a clinic's
 * date by itself, everything else a hundred at a time.
 *
 * Queue numbers are given in the order of arrival. Cancelled appointments come first, because their time was often given to
 * somebody else afterwards.
 */
export function groupRows(rows: readonly MappedRow[], zoneOf: (clinic: string) => string | null): MappedRow[][] {
  const groups = new Map<string, MappedRow[]>();
  rows.forEach((row, index) => {
    const key = groupOf(row, index, zoneOf);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  });
  for (const group of groups.values()) group.sort(inOrder);
  return [...groups.values()];
}

function groupOf(row: MappedRow, index: number, zoneOf: (clinic: string) => string | null): string {
  const happens = row.at.starts_at ?? row.at.arrived_at;
  if ((row.kind !== "appointments" && row.kind !== "visits") || !happens) return String(Math.floor(index / chunk));
  const { clinic } = row.values;
  return `${clinic} ${dateOf(happens, zoneOf(clinic) ?? "UTC").toString()}`;
}

function inOrder(a: MappedRow, b: MappedRow): number {
  if (isCancelled(a) !== isCancelled(b)) return isCancelled(a) ? -1 : 1;
  const [one, other] = [placeOf(a), placeOf(b)];
  return (one && other && Temporal.Instant.compare(one, other)) || a.line - b.line;
}

const placeOf = (row: MappedRow): Temporal.Instant | undefined =>
  isCancelled(row) ? (row.at.booked_at ?? row.at.starts_at) : (row.at.arrived_at ?? row.at.starts_at);

const isCancelled = (row: MappedRow): boolean =>
  row.kind === "appointments" && (row.values.status === "cancelled" || row.at.cancelled_at !== undefined);
