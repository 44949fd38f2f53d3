import type { Calendar as Grid } from "@event-calendar/core";
import type { Calendar } from "../api/types.ts";
import { columnsOf, type ColumnView, shownHours } from "./grid-events.ts";

/** What never changes while the grid stands. */
export const fixedOptions = {
  view: "resourceTimeGridDay",
  headerToolbar: { start: "", center: "", end: "" },
  allDaySlot: false,
  slotDuration: "00:15:00",
  slotLabelInterval: "01:00:00",
  snapDuration: "00:05:00",
  slotHeight: 26,
  slotEventOverlap: false,
  columnWidth: "minmax(9.5rem, 1fr)",
  nowIndicator: true,
  editable: false,
  eventStartEditable: true,
  eventDurationEditable: false,
  displayEventEnd: false,
  scrollTime: "00:00:00",
  height: "calc(100dvh - 12.5rem)",
} as const satisfies Grid.Options;

/** What follows from the shown date. */
export function dayOptions(calendar: Calendar, date: string, view: ColumnView) {
  const { from, to } = shownHours(calendar, date, view);
  const hours = (hour: number) => `${String(hour).padStart(2, "0")}:00:00`;
  return {
    date,
    slotMinTime: hours(from),
    slotMaxTime: hours(to),
    resources: columnsOf(calendar, view).map(({ resource_id, name }) => ({ id: resource_id, title: name })),
  };
}
type DayOptions = ReturnType<typeof dayOptions>;

const names = ["date", "slotMinTime", "slotMaxTime", "resources"] as const;

/** Sets the options that differ from those that stand: each that is set redraws the whole grid. */
export function changeOptions(grid: Grid, standing: DayOptions, wanted: DayOptions): void {
  for (const name of names) {
    if (JSON.stringify(standing[name]) !== JSON.stringify(wanted[name])) grid.setOption(name, wanted[name]);
  }
}
