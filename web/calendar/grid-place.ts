import type { Calendar as Grid } from "@event-calendar/core";

/** A place of the grid: a column, and a wall time (`HH:MM`) of the shown date. */
export interface GridPlace {
  column: string;
  time: string;
}

/** Which place of the grid lies under a point of the screen; null beside it. */
export type FindPlace = (x: number, y: number) => GridPlace | null;

export function placeUnder(grid: Grid, x: number, y: number): GridPlace | null {
  const found = grid.dateFromPoint(x, y);
  if (!found?.resource) return null;
  const digits = (value: number) => String(value).padStart(2, "0");
  return { column: found.resource.id, time: `${digits(found.date.getHours())}:${digits(found.date.getMinutes())}` };
}
