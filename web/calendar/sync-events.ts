import type { Calendar as Grid } from "@event-calendar/core";
import type { GridEvent } from "./grid-events.ts";

const drawn = new WeakMap<Grid, Map<string, string>>();

/**
 * Brings the grid's events to the wanted ones by single changes: a new array would redraw everything and end a running drag.
 * Events in `untouched` are being moved by the person and stay as they are.
 */
export function syncEvents(grid: Grid, wanted: GridEvent[], untouched: ReadonlySet<string>): void {
  const before = drawn.get(grid) ?? new Map<string, string>();
  const after = new Map<string, string>();
  for (const event of wanted) {
    const text = JSON.stringify(event);
    const known = before.get(event.id);
    before.delete(event.id);
    if (untouched.has(event.id)) {
      // Forgotten on purpose: the next round draws it anew, wherever the person left it.
      if (known !== undefined) after.set(event.id, "");
      continue;
    }
    after.set(event.id, text);
    if (known === undefined) grid.addEvent(event);
    else if (known !== text) grid.updateEvent(event);
  }
  for (const id of before.keys()) grid.removeEventById(id);
  drawn.set(grid, after);
}
